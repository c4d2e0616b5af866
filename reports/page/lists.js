// Lists: overview, scripts, findings and rules.

const batch = 250; // rows put into the page at once; more come on demand, so that long lists stay quick

// Appends `items` to `parent` by `make`, a batch at a time.
function lazily(parent, items, make, columns) {
  let shown = 0;
  const more = () => {
    const fragment = document.createDocumentFragment();
    for (const item of items.slice(shown, shown + batch)) fragment.append(make(item));
    shown = Math.min(items.length, shown + batch);
    parent.append(fragment);
    if (shown === items.length) return;
    const button = h("button", { class: "more", type: "button" },
      `Show more (${number.format(items.length - shown)} left)`);
    const row = parent.tagName === "TBODY" ? h("tr", {}, h("td", { colspan: columns }, button)) : button;
    button.addEventListener("click", () => { row.remove(); more(); });
    parent.append(row);
  };
  more();
}

const badge = (status, n) =>
  h("span", { class: `badge ${status}` }, n === undefined ? statuses[status] : `${number.format(n)} ${statuses[status]}`);

const figure = (value, kind) =>
  h("td", { class: value ? `n ${kind ?? ""}` : "n zero" }, number.format(value));

function overview() {
  const sum = (key) => engines.reduce((total, e) => total + e[key], 0);
  const fresh = sum("new");
  const faults = sum("faults");
  const apart = scripts.filter((s) => groupsOf(s).length > 1).length;
  const bad = fresh > 0 || faults > 0;
  const verdict = fresh > 0 ? count(fresh, "unexplained finding")
    : faults > 0 ? `${count(faults, "script")} the harness itself could not run`
    : "No unexplained finding";
  const tile = (n, label, href, kind) =>
    h("a", { class: `tile ${n ? kind ?? "" : "zero"}`, href }, h("b", {}, number.format(n)), h("span", {}, label));
  return [
    h("section", { class: "verdict " + (bad ? "bad" : "good") },
      h("h1", {}, verdict),
      h("p", {}, `${count(scripts.length, "script")} on ${count(engines.length, "engine")}, held to level `,
        h("strong", {}, D.level), " against ", h("strong", {}, D.reference || "the first engine"), ".")),
    h("section", { class: "tiles", "aria-label": "Figures" },
      tile(fresh, "new findings", "#findings&status=new", "new"),
      tile(sum("bugs"), "known bugs", "#findings&status=bug", "bug"),
      tile(sum("explained"), "known differences", "#findings&status=explained", "explained"),
      tile(sum("flaky"), "did not come back", "#findings&status=flaky", "flaky"),
      tile(apart, "scripts with more than one behaviour", "#scripts&show=apart"),
      tile(sum("unsupported"), "unsupported steps", "#scripts&show=unsupported")),
    D.notes.length ? h("section", {}, h("h2", {}, "Notes"), h("ul", { class: "notes" }, D.notes.map((n) => h("li", {}, n)))) : null,
    h("section", {}, h("h2", {}, "Engines"), enginesTable()),
    engines.length > 1 ? h("section", {}, h("h2", {}, "Agreement"),
      h("p", { class: "hint" }, "Scripts in which two engines behave alike, down to the class of every outcome and all application data, of the scripts that both ran. A cell leads to the scripts where they part."),
      matrix()) : null,
  ];
}

function enginesTable() {
  const heads = ["Engine", "Version", "Python semantics", "Family", "Scripts", "Agree", "Known diff.", "Bugs", "New", "Unsupported"];
  return h("div", { class: "scroll" }, h("table", { class: "engines" },
    h("thead", {}, h("tr", {}, heads.map((t, i) => h("th", { scope: "col", class: i > 3 ? "n" : null }, t)))),
    h("tbody", {}, engines.map((e) => h("tr", {},
      h("th", { scope: "row" }, h("code", {}, e.engine), e.engine === D.reference ? h("span", { class: "badge plain" }, "reference") : null),
      h("td", {}, e.version || e.library, e.version && e.library !== e.version ? h("small", {}, e.library) : null), h("td", {}, e.semantics), h("td", {}, e.family),
      figure(e.scripts), figure(e.agree), figure(e.explained), figure(e.bugs, "bug"), figure(e.new, "new"), figure(e.unsupported))))));
}

function matrix() {
  const cell = (a, b) => {
    let both = 0;
    let alike = 0;
    for (const s of scripts) {
      const [x, y] = [groupOf(s.runs[a]), groupOf(s.runs[b])];
      if (x === null || y === null) continue;
      ++both;
      if (x === y) ++alike;
    }
    if (a === b) return h("td", { class: "self" }, "·");
    if (!both) return h("td", { class: "self" }, "–");
    // 100.0 is said of all alone: one script apart in a thousand must show.
    const share = alike === both ? "100" : Math.min(99.9, (100 * alike) / both).toFixed(1);
    const apart = both - alike;
    const shade = apart === 0 ? "same" : apart / both < 0.02 ? "s1" : apart / both < 0.1 ? "s2" : apart / both < 0.3 ? "s3" : "s4";
    const title = `${engines[a].engine} and ${engines[b].engine}: alike in ${alike} of ${both}`;
    return h("td", { class: shade }, apart === 0 ? h("span", { title }, share)
      : h("a", { href: `#scripts&pair=${a},${b}`, title }, share));
  };
  return h("div", { class: "scroll fit" }, h("table", { class: "matrix" },
    h("thead", {}, h("tr", {}, h("td", {}), engines.map((e, i) => h("th", { scope: "col", title: e.engine }, i + 1)))),
    h("tbody", {}, engines.map((e, a) => h("tr", {},
      h("th", { scope: "row" }, h("span", { class: "ordinal" }, a + 1), h("code", {}, e.engine)),
      engines.map((_, b) => cell(a, b)))))));
}

// A row of filters. `fields`: [key, label, choices] or [key, label] for a text; state lives in the hash.
function filters(view, query, fields) {
  const set = (key, value) => {
    const next = new URLSearchParams(query);
    if (value) next.set(key, value); else next.delete(key);
    go(view, next, true);
  };
  return h("form", { class: "filters", onsubmit: (e) => e.preventDefault() }, fields.map(([key, label, choices]) => {
    const now = query.get(key) ?? "";
    if (!choices) return h("label", { class: "search" }, h("span", {}, label),
      h("input", { type: "search", id: "search", value: now, placeholder: "press / to search", autocomplete: "off", spellcheck: "false",
        oninput: (e) => set(key, e.target.value) }));
    return h("label", {}, h("span", {}, label), h("select", { onchange: (e) => set(key, e.target.value) },
      choices.map(([value, text]) => h("option", { value, selected: value === now }, text))));
  }));
}

const everyEngine = () => [["", "all engines"], ...engines.map((e, i) => [String(i), e.engine])];

function matchingScripts(query) {
  const text = (query.get("q") ?? "").toLowerCase();
  const engine = query.get("engine") ? Number(query.get("engine")) : null;
  const pair = query.get("pair")?.split(",").map(Number);
  const show = query.get("show") ?? "";
  const of = (s) => s.runs.filter((run, e) => run && (engine === null || e === engine));
  const has = (s, status) => (s.findings ?? []).some((f) => (engine === null || f.e === engine) && (!status || f.s === status));
  return scripts.filter((s) => {
    if (query.get("topic") && s.topic !== query.get("topic")) return false;
    if (engine !== null && !s.runs[engine]) return false;
    if (pair) {
      const [x, y] = pair.map((e) => groupOf(s.runs[e]));
      if (x === null || y === null || x === y) return false;
    }
    if (show === "apart" && groupsOf(s).length < 2) return false;
    if (show === "finding" && !has(s)) return false;
    if (show === "odd" && !of(s).some((run) => run.odd)) return false;
    if (show === "unsupported" && !of(s).some((run) => run.u)) return false;
    if (show === "fault" && !of(s).some((run) => run.fault)) return false;
    if (show in statuses && !has(s, show)) return false;
    return !text || [s.path, s.title, s.topic, ...s.cites, ...s.steps.map((step) => T(step[1]))].join("\n").toLowerCase().includes(text);
  });
}

function scriptsView(query) {
  const found = matchingScripts(query);
  const pair = query.get("pair")?.split(",").map(Number);
  const body = h("tbody", {});
  let topic = null;
  const rows = found.slice().sort((a, b) => a.topic.localeCompare(b.topic) || (a.path < b.path ? -1 : 1))
    .flatMap((s) => { const head = s.topic !== topic ? [s.topic] : []; topic = s.topic; return [...head, s]; });
  lazily(body, rows, (s) => typeof s === "string"
    ? h("tr", { class: "topic" }, h("th", { scope: "rowgroup", colspan: 3 }, s || "no topic",
        h("small", {}, count(found.filter((x) => x.topic === s).length, "script"))))
    : h("tr", {},
        h("td", {}, h("a", { href: scriptLink(s.path) }, s.title || s.path), h("small", { class: "path" }, s.path)),
        h("td", {}, strip(s)),
        h("td", {}, Object.keys(statuses).map((status) => {
          const n = (s.findings ?? []).filter((f) => f.s === status).length;
          return n ? badge(status, n) : null;
        }), s.runs.some((run) => run?.fault) ? h("span", { class: "badge new" }, "fault") : null)), 3);
  return [
    h("h1", {}, "Scripts"),
    filters("scripts", query, [["q", "Search"], ["topic", "Topic", [["", "all topics"], ...topics.map((t) => [t, t || "no topic"])]],
      ["engine", "Engine", everyEngine()],
      ["show", "Show", [["", "all"], ["apart", "more than one behaviour"], ["odd", "one engine alone"], ["finding", "any finding"],
        ...Object.entries(statuses), ["unsupported", "unsupported steps"], ["fault", "faults of the harness"]]]]),
    h("p", { class: "hint", role: "status" }, `${number.format(found.length)} of ${count(scripts.length, "script")}`,
      pair ? [", where ", h("code", {}, engines[pair[0]]?.engine), " and ", h("code", {}, engines[pair[1]]?.engine), " part ", h("a", { href: "#scripts" }, "(show all)")] : "",
      ". One letter an engine, the same letter for the same behaviour: ",
      h("span", { class: "legend" }, engines.map((e, i) => [i ? ", " : "", e.engine])), "."),
    found.length ? h("table", { class: "list" },
      h("thead", {}, h("tr", {}, ["Script", "Behaviours", "Findings"].map((t) => h("th", { scope: "col" }, t)))), body)
      : h("p", { class: "empty" }, "No script matches."),
  ];
}

function strip(s) {
  return h("span", { class: "strip" }, s.runs.map((run, e) => {
    const g = groupOf(run);
    const says = g === null ? (run?.fault ? "fault" : "not run") : run.skip ? "unsupported" : `behaviour ${letter(g)}`;
    return h("span", { class: g === null ? "none" : run.skip ? "none" : `g${Math.min(g, 5)}`, title: `${engines[e].engine}: ${says}` },
      g === null ? "–" : run.skip ? "u" : letter(g));
  }));
}

function findingsView(query) {
  const text = (query.get("q") ?? "").toLowerCase();
  const found = findings.filter((f) =>
    (!query.get("engine") || f.e === Number(query.get("engine"))) &&
    (!query.get("status") || f.s === query.get("status")) &&
    (!query.get("rule") || T(f.rule) === query.get("rule")) &&
    (!text || [f.what, f.text, f.expected, f.seen, f.reason, f.rule, f.words].map(T).join("\n").toLowerCase().includes(text) ||
      scripts[f.script].path.toLowerCase().includes(text)));
  const weight = Object.keys(statuses);
  const byWords = new Map();
  for (const f of found) {
    const key = f.s + "\n" + T(f.words);
    if (!byWords.has(key)) byWords.set(key, []);
    byWords.get(key).push(f);
  }
  const groups = [...byWords.values()].sort((a, b) => weight.indexOf(a[0].s) - weight.indexOf(b[0].s) || b.length - a.length);
  const list = h("div", { class: "findings" });
  lazily(list, groups, ([first, ...others]) => h("article", { class: "group" }, findingCard(first, true),
    others.length ? h("details", {}, h("summary", {}, `${count(others.length, "more place")} with the same words`),
      h("ul", { class: "places" }, others.slice(0, 200).map((f) => h("li", {},
        h("a", { href: scriptLink(scripts[f.script].path) }, `${scripts[f.script].path}:${f.line}`), " ", h("code", {}, engines[f.e].engine))),
        others.length > 200 ? h("li", {}, `… and ${number.format(others.length - 200)} more`) : null)) : null));
  const rules = [...new Set(findings.map((f) => T(f.rule)))].sort();
  return [
    h("h1", {}, "Findings"),
    filters("findings", query, [["q", "Search"], ["status", "Kind", [["", "all"], ...Object.entries(statuses)]],
      ["engine", "Engine", everyEngine()], ["rule", "Judge", [["", "all"], ...rules.map((r) => [r, r])]]]),
    h("p", { class: "hint", role: "status" }, `${number.format(found.length)} of ${count(findings.length, "finding")}, ${count(groups.length, "cause")} by their words.`),
    groups.length ? list : h("p", { class: "empty" }, findings.length ? "No finding matches." : "Nothing was found: all engines agree."),
  ];
}

function findingCard(f, withScript) {
  const row = (label, value, kind) => value ? [h("dt", {}, label), h("dd", { class: kind }, value)] : [];
  return h("div", { class: `finding ${f.s}` },
    h("p", { class: "head" }, badge(f.s), h("code", {}, engines[f.e].engine),
      f.k === "rule" ? ["breaks ", h("code", {}, T(f.rule))] : f.k === "expected" ? "against the script" : ["against ", h("code", {}, T(f.against))],
      h("span", { class: "level" }, `level ${f.level}`),
      h("a", { class: "where", href: withScript ? scriptLink(scripts[f.script].path) : `#line-${f.step}`, "data-step": f.step },
        withScript ? `${scripts[f.script].path}:${f.line}` : `line ${f.line}`)),
    h("p", { class: "what" }, T(f.what)),
    h("dl", {}, row("step", T(f.text), "mono"), row("expected", T(f.expected), "mono"), row("seen", T(f.seen), "mono seen"),
      row("reason", T(f.reason)), row("source", T(f.source))));
}

function rulesView() {
  const never = D.rules.filter((r) => !r.total).length;
  return [
    h("h1", {}, "Rules"),
    h("p", { class: "hint" }, `What must hold of every engine in every step, and how often it was put to the test. `,
      never ? h("strong", { class: "warn" }, `${count(never, "rule")} never ran.`) : "Each was tested at least once."),
    h("div", { class: "scroll" }, h("table", { class: "rules" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rule"), h("th", { scope: "col", class: "n" }, "Tested"),
        h("th", { scope: "col", class: "n" }, "Broken"), engines.map((e) => h("th", { scope: "col", class: "n engine" }, e.engine)))),
      h("tbody", {}, D.rules.map((r) => h("tr", { class: r.total ? null : "never" },
        h("th", { scope: "row" }, h("code", {}, r.id), h("p", {}, r.sentence), r.source ? h("small", {}, r.source) : null),
        h("td", { class: "n" }, r.total ? number.format(r.total) : "never"),
        broken(r.id),
        r.counts.map((n) => figure(n))))))),
  ];
}

function broken(id) {
  const n = findings.filter((f) => f.k === "rule" && T(f.rule) === id).length;
  return h("td", { class: n ? "n" : "n zero" }, n ? h("a", { href: "#findings&rule=" + encodeURIComponent(id) }, number.format(n)) : "0");
}
