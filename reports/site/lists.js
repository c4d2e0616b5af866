// Lists: scripts, findings, rules, known differences, stories.

const batch = 200; // rows put into the page at once; more come on demand, so that long lists stay quick

// Appends `items` to `parent` by `make`, a batch at a time.
function lazily(parent, items, make, columns) {
  let shown = 0;
  const more = (focus) => {
    const fragment = document.createDocumentFragment();
    const first = items.slice(shown, shown + batch).map((item) => { const node = make(item); fragment.append(node); return node; })[0];
    shown = Math.min(items.length, shown + batch);
    parent.append(fragment);
    if (focus) first?.querySelector("a")?.focus();
    if (shown === items.length) return;
    const button = h("button", { class: "more", type: "button" },
      `Show more (${number.format(items.length - shown)} left)`);
    const row = parent.tagName === "TBODY" ? h("tr", {}, h("td", { colspan: columns }, button)) : button;
    button.addEventListener("click", () => { row.remove(); more(true); });
    parent.append(row);
  };
  more(false);
}

const badge = (status, n) =>
  h("span", { class: `badge ${status}` }, n === undefined ? statuses[status] : `${number.format(n)} ${statuses[status]}`);

const figure = (value, kind) =>
  h("td", { class: value ? `n ${kind ?? ""}` : "n zero" }, number.format(value));

// A table whose heads sort it, where the library is there.
function sortable(box) {
  const table = box.tagName === "TABLE" ? box : box.querySelector("table");
  if (window.Tablesort && table.tBodies[0]?.rows.length > 1) {
    new window.Tablesort(table);
    for (const head of table.tHead.querySelectorAll("th")) {
      head.tabIndex = 0;
      head.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); head.click(); } });
    }
  }
  return box;
}

// A row of filters. `fields`: [key, label, choices] or [key, label] for a text; state lives in the hash.
function filters(view, query, fields) {
  const set = (key, value) => {
    const next = new URLSearchParams(query);
    if (value) next.set(key, value); else next.delete(key);
    go(view, next, true);
  };
  let timer = 0;
  return h("form", { class: "filters", role: "search", onsubmit: (e) => e.preventDefault() }, fields.map(([key, text, choices]) => {
    const now = query.get(key) ?? "";
    if (!choices) return h("label", { class: "search" }, h("span", {}, text),
      h("input", { type: "search", id: "search", value: now, placeholder: "press / to search", autocomplete: "off", spellcheck: "false",
        oninput: (e) => { clearTimeout(timer); const value = e.target.value; timer = setTimeout(() => set(key, value), 120); } }));
    return h("label", {}, h("span", {}, text), h("select", { id: "filter-" + key, onchange: (e) => set(key, e.target.value) },
      choices.map(([value, name]) => h("option", { value, selected: value === now }, name))));
  }));
}

const everyEngine = () => [["", "all engines"], ...engines.map((e, i) => [String(i), label(i) === e.engine ? e.engine : `${label(i)} (${e.engine})`])];
const notRun = "-!u";

let stepTexts = null; // data/steps.js, lower case, once a search asked for it
async function loadSteps() {
  if (stepTexts) return stepTexts;
  const raw = await load("steps");
  const lower = raw.texts.map((t) => t.toLowerCase());
  stepTexts = { lower, scripts: raw.scripts };
  return stepTexts;
}

async function matchingScripts(query) {
  const words = (query.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const engine = query.get("engine") ? Number(query.get("engine")) : null;
  const pair = query.get("pair")?.split(",").map(Number);
  const show = query.get("show") ?? "";
  const topic = query.has("topic") ? D.topics.findIndex((t) => t.topic === query.get("topic")) : null;
  const rule = query.get("rule");
  const needsFindings = show === "finding" || show in statuses || rule;
  const found = needsFindings ? await loadFindings() : null;
  const steps = words.length ? await loadSteps() : null;
  // A word is sought in path and title, and in the texts of steps and sources.
  const hits = words.map((word) => {
    const texts = new Set();
    steps.lower.forEach((t, i) => { if (t.includes(word)) texts.add(i); });
    return (s) => s.search.includes(word) || steps.scripts[s.n].some((t) => texts.has(t));
  });
  const has = (s, status) => (found?.byScript.get(s.n) ?? []).some((f) => (engine === null || f.e === engine) && (!status || f.status === status) && (!rule || f.rule === rule));
  const of = (s) => engine === null ? s.marks : s.marks[engine];
  const letters = (s) => new Set([...s.marks].filter((m) => !notRun.includes(m)));
  return scripts.filter((s) => {
    if (topic !== null && s.topic !== topic) return false;
    if (engine !== null && s.marks[engine] === "-") return false;
    if (pair) {
      const [x, y] = pair.map((e) => s.marks[e] ?? "-");
      if (notRun.includes(x) || notRun.includes(y) || x === y) return false;
    }
    if (show === "apart" && letters(s).size < 2) return false;
    if (show === "odd" && !(engine === null ? s.flags & 2 : [...s.marks].filter((m) => m === s.marks[engine]).length === 1 && letters(s).size > 1)) return false;
    if (show === "unsupported" && !(of(s).includes("u") || (engine === null && s.flags & 1))) return false;
    if (show === "fault" && !of(s).includes("!")) return false;
    if (needsFindings && !has(s, show in statuses ? show : "")) return false;
    return hits.every((hit) => hit(s));
  });
}

async function scriptsView(query) {
  await loadScripts();
  const found = await matchingScripts(query);
  const findings = D.findings <= 50000 ? await loadFindings() : null;
  const pair = query.get("pair")?.split(",").map(Number);
  const body = h("tbody", {});
  const sizes = new Map();
  for (const s of found) sizes.set(s.topic, (sizes.get(s.topic) ?? 0) + 1);
  let topic = null;
  const rows = found.slice().sort((a, b) => a.topic - b.topic || a.n - b.n)
    .flatMap((s) => { const head = s.topic !== topic ? [s.topic] : []; topic = s.topic; return [...head, s]; });
  lazily(body, rows, (s) => typeof s === "number"
    ? h("tr", { class: "topic" }, h("th", { scope: "rowgroup", colspan: 3 }, D.topics[s].topic || "no topic",
        h("small", {}, count(sizes.get(s), "script"))))
    : h("tr", {},
        h("td", {}, h("a", { href: scriptLink(s.path) }, s.title || s.path), h("small", { class: "path" }, s.path)),
        h("td", {}, strip(s)),
        h("td", {}, Object.keys(statuses).map((status) => {
          const n = (findings?.byScript.get(s.n) ?? []).filter((f) => f.status === status).length;
          return n ? badge(status, n) : null;
        }), s.marks.includes("!") ? h("span", { class: "badge new" }, "fault") : null)), 3);
  return [
    h("h1", {}, "Scripts"),
    filters("scripts", query, [["q", "Search titles, paths, steps, sources"], ["topic", "Topic", [["", "all topics"], ...D.topics.map((t) => [t.topic, t.topic || "no topic"])]],
      ["engine", "Engine", everyEngine()],
      ["show", "Show", [["", "all"], ["apart", "more than one behaviour"], ["odd", "one engine alone"], ["finding", "any finding"],
        ...Object.entries(statuses), ["unsupported", "unsupported steps"], ["fault", "faults of the harness"]]]]),
    h("p", { class: "hint", role: "status" }, `${number.format(found.length)} of ${count(scripts.length, "script")}`,
      pair ? [", where ", h("strong", {}, label(pair[0])), " and ", h("strong", {}, label(pair[1])), " part ", h("a", { href: "#scripts" }, "(show all)")] : "",
      ". One letter an engine, the same letter for the same behaviour, u for unsupported: ",
      h("span", { class: "legend" }, engines.map((e, i) => [i ? ", " : "", label(i)])), "."),
    found.length ? h("table", { class: "list" },
      h("thead", {}, h("tr", {}, ["Script", "Behaviours", "Findings"].map((t) => h("th", { scope: "col" }, t)))), body)
      : h("p", { class: "empty" }, "No script matches."),
  ];
}

function strip(s) {
  const says = { "-": "not run", "!": "fault", u: "unsupported" };
  return h("span", { class: "strip", role: "img", "aria-label": "Behaviours: " + [...s.marks].join(" ") }, [...s.marks].map((m, e) =>
    h("span", { class: m in says ? "none" : `g${Math.min(m.charCodeAt(0) - 65, 5)}`, title: `${label(e)}: ${says[m] ?? "behaviour " + m}` }, m === "-" ? "–" : m)));
}

async function findingsView(query) {
  const F = await loadFindings();
  const words = (query.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const topic = query.has("topic") ? D.topics.findIndex((t) => t.topic === query.get("topic")) : null;
  const matches = (f) =>
    (!query.get("engine") || f.e === Number(query.get("engine"))) &&
    (!query.get("status") || f.status === query.get("status")) &&
    (!query.get("severity") || f.severity === query.get("severity")) &&
    (!query.get("level") || f.level === query.get("level")) &&
    (!query.get("kind") || f.kind === query.get("kind")) &&
    (!query.get("rule") || f.rule === query.get("rule")) &&
    (topic === null || scripts[f.script].topic === topic) &&
    (!words.length || words.every((w) => [f.what, f.text, f.expected, f.seen, f.reason, f.rule, f.owner, scripts[f.script].path].join("\n").toLowerCase().includes(w)));
  let total = 0;
  const causes = [];
  for (const cause of F.causes) {
    const some = cause.findings.filter(matches);
    total += some.length;
    if (some.length) causes.push([cause, some]);
  }
  const list = h("div", { class: "findings" });
  lazily(list, causes, ([cause, some]) => h("article", { class: "group" }, findingCard(some[0], cause, true),
    some.length > 1 ? h("p", { class: "more-places" }, h("a", { href: causeLink(cause.id) }, `${count(some.length - 1, "more place")} with the same words`)) : null));
  const unique = (key) => [...new Set(F.all.map((f) => f[key]))].sort();
  const choice = (key, all) => [["", all], ...unique(key).map((v) => [v, v])];
  return [
    h("h1", {}, "Findings"),
    filters("findings", query, [["q", "Search"], ["status", "Standing", [["", "all"], ...Object.entries(statuses)]],
      ["severity", "Severity", [["", "all"], ...severities.map((s) => [s, s])]],
      ["engine", "Engine", everyEngine()], ["topic", "Topic", [["", "all topics"], ...D.topics.map((t) => [t.topic, t.topic || "no topic"])]],
      ["level", "Level", choice("level", "all levels")], ["kind", "Kind", choice("kind", "all kinds")], ["rule", "Judge", choice("rule", "all")]]),
    h("p", { class: "hint", role: "status" }, `${number.format(total)} of ${count(F.all.length, "finding")}, ${count(causes.length, "cause")} by their words.`,
      D.stories.length ? [" Findings told at length: ", h("a", { href: "#stories" }, count(D.stories.length, "story", "stories")), "."] : ""),
    causes.length ? list : h("p", { class: "empty" }, F.all.length ? "No finding matches." : "Nothing was found: all engines agree."),
  ];
}

// Who looks after a known finding, where it is reported, when to look again.
function duties(f) {
  const overdue = f.review && Date.parse(f.review) < Date.now();
  const row = (text, value) => value ? [h("dt", {}, text), h("dd", {}, value)] : [];
  return [row("owner", f.owner), row("bug", f.bug && outward(f.bug)),
    row("review", f.review && [f.review, overdue ? h("span", { class: "badge flaky" }, "due") : null])];
}

function findingCard(f, cause, withScript) {
  const row = (text, value, kind) => value ? [h("dt", {}, text), h("dd", { class: kind }, value)] : [];
  return h("div", { class: `finding ${f.status}` },
    h("p", { class: "head" }, badge(f.status), severityMark(f.severity), h("a", { href: engineLink(f.e) }, label(f.e)),
      f.kind === "rule" ? ["breaks ", h("a", { href: ruleLink(f.rule) }, f.rule)] : f.kind === "expected" ? "against the script" : ["against ", h("span", {}, label(engines.findIndex((e) => e.engine === f.against)) || f.against)],
      h("span", { class: "level" }, `level ${f.level}`),
      h("a", { class: "where", href: scriptLink(scripts[f.script].path, f.step) },
        withScript ? `${scripts[f.script].path}:${f.line}` : `line ${f.line}`)),
    h("p", { class: "what" }, h("a", { href: causeLink(cause.id) }, f.reason || f.what || cause.words)),
    h("dl", {}, row("step", f.text, "mono"), row("expected", f.expected, "mono"), row("seen", f.seen, "mono seen"),
      row("found", f.reason && f.what), row("source", f.source), duties(f)));
}

function rulesView(query) {
  const show = query.get("show") ?? "";
  const sum = (all) => all.reduce((a, b) => a + b, 0);
  const never = D.rules.filter((r) => !sum(r.tested)).length;
  const words = (query.get("q") ?? "").toLowerCase();
  const rules = D.rules.filter((r) => (show !== "broken" || sum(r.broken)) && (show !== "never" || !sum(r.tested)) &&
    (!words || (r.id + r.sentence + r.source).toLowerCase().includes(words)));
  return [
    h("h1", {}, "Rules"),
    filters("rules", query, [["q", "Search"], ["show", "Show", [["", "all"], ["broken", "broken somewhere"], ["never", "never tested"]]]]),
    h("p", { class: "hint", role: "status" }, `${number.format(rules.length)} of ${count(D.rules.length, "rule")}: what must hold of every engine in every step, and how often it was put to the test. `,
      never ? h("strong", { class: "warn" }, `${count(never, "rule")} never ran.`) : "Each was tested at least once."),
    sortable(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rules" }, h("table", { class: "rules" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rule"), h("th", { scope: "col", class: "n" }, "Scripts"), h("th", { scope: "col", class: "n" }, "Tested"),
        h("th", { scope: "col", class: "n" }, "Broken"), engines.map((e, i) => h("th", { scope: "col", class: "n engine", title: e.engine }, label(i))))),
      h("tbody", {}, rules.map((r) => h("tr", { class: sum(r.tested) ? null : "never" },
        h("th", { scope: "row" }, h("a", { href: ruleLink(r.id) }, h("code", {}, r.id)), h("p", {}, r.sentence)),
        figure(r.scripts), h("td", { class: "n" }, sum(r.tested) ? number.format(sum(r.tested)) : "never"),
        figure(sum(r.broken), "new"), r.tested.map((n) => figure(n)))))))),
  ];
}

async function ruleView(id) {
  const rule = D.rules.find((r) => r.id === id);
  if (!rule) return [h("h1", {}, "No such rule"), h("p", { class: "empty" }, id)];
  const F = await loadFindings();
  const all = F.all.filter((f) => f.kind === "rule" && f.rule === id);
  const list = h("div", { class: "findings" });
  lazily(list, all, (f) => findingCard(f, F.causes[f.cause], true));
  return [
    h("p", { class: "crumbs" }, h("a", { href: "#rules" }, "Rules")),
    h("h1", {}, rule.sentence || id),
    h("dl", { class: "facts" }, h("dt", {}, "rule"), h("dd", { class: "mono" }, id),
      rule.source ? [h("dt", {}, "source"), h("dd", {}, rule.source)] : null,
      h("dt", {}, "tested by"), h("dd", {}, count(rule.scripts, "script")),
      h("dt", {}, "explain it"), h("dd", { class: "mono" }, `parallax explain ${id}`)),
    rule.advice ? h("p", { class: "prose" }, rule.advice) : null,
    h("section", {}, h("h2", {}, "On each engine"), sortable(h("div", { class: "scroll fit" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Engine", "Tested", "Broken"].map((t, i) => h("th", { scope: "col", class: i ? "n" : null }, t)))),
      h("tbody", {}, engines.map((e, i) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: engineLink(i) }, label(i))), figure(rule.tested[i]), figure(rule.broken[i], "new")))))))),
    h("section", {}, h("h2", {}, all.length ? `Broken in ${count(all.length, "place")}` : "Broken nowhere"), all.length ? list : null),
  ];
}

// Known differences and bugs as corpus/expectations has them, by reason.
async function knownView() {
  const F = await loadFindings();
  const known = new Map();
  for (const f of F.all) {
    if (f.status !== "bug" && f.status !== "explained") continue;
    const key = JSON.stringify([f.status, f.reason, f.source]);
    if (!known.has(key)) known.set(key, { ...f, places: 0, engines: new Set() });
    const entry = known.get(key);
    ++entry.places;
    entry.engines.add(f.e);
  }
  const all = [...known.values()].sort((a, b) => (a.status === b.status ? b.places - a.places : a.status === "bug" ? -1 : 1));
  return [
    h("h1", {}, "Known differences"),
    h("p", { class: "hint" }, `${count(all.length, "reason")} of corpus/expectations explain what engines do differently; each has a source. One that matches nothing any more fails the run.`),
    all.length ? h("div", { class: "findings" }, all.map((f) => h("article", { class: `finding ${f.status}` },
      h("p", { class: "head" }, badge(f.status), [...f.engines].map((e) => h("a", { href: engineLink(e) }, label(e))),
        h("a", { class: "where", href: causeLink(F.causes[f.cause].id) }, count(f.places, "place"))),
      h("p", { class: "what" }, f.reason),
      h("dl", {}, f.source ? [h("dt", {}, "source"), h("dd", {}, f.source)] : null, duties(f))))) : h("p", { class: "empty" }, "Nothing is explained in this run."),
  ];
}

function storiesView() {
  return [
    h("h1", {}, "Findings told at length"),
    h("p", { class: "hint" }, "What engines do wrongly, checked by hand, each with a program that shows it."),
    D.stories.length ? sortable(h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Severity", "Finding", "Status"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, D.stories.map((s) => h("tr", {}, h("td", {}, severityMark(s.severity), s.security ? h("span", { class: "badge plain" }, "security") : null),
        h("th", { scope: "row" }, h("a", { href: "#story=" + encodeURIComponent(s.id) }, s.title)), h("td", {}, s.status)))))))
      : h("p", { class: "empty" }, "None."),
  ];
}
