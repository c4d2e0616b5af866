// Trace: one script, its engines grouped by behaviour, where they part, what went over the wire.

const shows = { wire: false, state: false, actions: false, digests: false };

async function scriptView(path, query) {
  await loadScripts();
  const index = scriptByPath.get(path);
  if (index === undefined) return [h("h1", {}, "No such script"), h("p", { class: "empty" }, path)];
  const [s, F] = await Promise.all([load("scripts/" + scripts[index].file), loadFindings()]);
  const findings = s.findings.map((n) => F.all[n]);
  const groups = groupsOf(s);
  const apart = firstApart(s, groups);
  const neighbour = (i, text) => i >= 0 && i < scripts.length
    ? h("a", { href: scriptLink(scripts[i].path), title: scripts[i].path, class: "turn" }, text) : h("span", { class: "turn off" }, text);
  const table = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Traces side by side" });
  const draw = () => table.replaceChildren(traceTable(s, groups, apart, findings));
  draw();
  const rest = s.runs.map((run, e) => [run, e]).filter(([run]) => run?.fault || run?.skip);
  return [
    h("p", { class: "crumbs" }, h("a", { href: "#scripts" }, "Scripts"), " / ",
      h("a", { href: "#scripts&topic=" + encodeURIComponent(s.topic) }, s.topic || "no topic"),
      h("span", { class: "turns" }, neighbour(index - 1, "← previous (k)"), neighbour(index + 1, "next (j) →"))),
    h("h1", {}, s.title || s.path),
    h("dl", { class: "facts" }, h("dt", {}, "script"), h("dd", { class: "mono" }, s.path),
      s.cites.map((c) => [h("dt", {}, "source"), h("dd", {}, c)]),
      h("dt", {}, "seed"), h("dd", { class: "mono" }, s.seed), deliveries(s)),
    apart >= 0 ? partsAt(s, groups, apart, findings) : null,
    h("section", {}, h("h2", {}, groups.length === 1 ? "One behaviour" : count(groups.length, "behaviour")),
      h("ul", { class: "groups" }, groups.map((g) => h("li", {}, chip(g.group),
        h("span", {}, g.engines.map((e, i) => [i ? ", " : "", h("a", { href: engineLink(e) }, label(e))])),
        g.odd ? h("span", { class: "badge plain" }, "alone among three families") : null))),
      rest.map(([run, e]) => run.fault ? h("p", { class: "warn" }, `Fault of the harness on ${label(e)}: ${run.fault}`) : h("p", { class: "hint" }, `${label(e)} could do none of its steps.`))),
    findings.length ? h("section", {}, h("h2", {}, count(findings.length, "finding")),
      h("div", { class: "findings" }, findings.map((f) => findingCard(f, F.causes[f.cause], false)))) : null,
    h("section", {}, h("div", { class: "tracehead" }, h("h2", { id: "traces" }, groups.length > 1 ? "Traces side by side" : "Trace"),
      h("div", { class: "toggles", role: "group", "aria-label": "What the trace shows" },
        [["wire", "Wire"], ["digests", "Digests"], ["state", "State"], ["actions", "Operations"]].map(([key, text]) =>
          h("label", {}, h("input", { type: "checkbox", checked: shows[key], onchange: (e) => { shows[key] = e.target.checked; draw(); } }), text)))),
      table),
    wireSection(s, groups),
    h("section", {}, h("h2", {}, "See it yourself"), reproducers(s, groups.slice(0, 2).map((g) => engines[g.engines[0]].engine))),
  ];
}

const chip = (group) => h("b", { class: `chip g${Math.min(group, 5)}` }, letter(group));

// The step where they part, each behaviour's answer beside the others: what one looks for first.
function partsAt(s, groups, apart, findings) {
  const [line, text, expected] = s.steps[apart];
  const T = (n) => s.texts[n] ?? "";
  return h("section", { class: "parts" }, h("h2", {}, "Here they part"),
    h("p", {}, h("a", { href: scriptLink(s.path, apart) }, `line ${line}`), " ", h("code", { class: "stepcode" }, T(text)), expected ? [" ", h("code", { class: "expected" }, "-> " + T(expected))] : null),
    h("div", { class: "answers" }, groups.map((g) => {
      const o = observed(s, g.engines[0], apart);
      return h("div", { class: "answer" }, h("p", {}, chip(g.group), h("span", { class: "names" }, g.engines.map(label).join(", "))),
        o ? h("code", { class: `outcome ${outcomeClass(o.outcome)}` }, o.outcome) : h("span", { class: "ended" }, "ended before"));
    })),
    findings.filter((f) => f.step === apart && f.kind === "rule").map((f) => h("p", {}, badge(f.status), " breaks ", h("a", { href: ruleLink(f.rule) }, f.rule))));
}

// How many deliveries to the engines under test were the same octets for all.
function deliveries(s) {
  const seen = new Map();
  s.runs.forEach((run) => (run ? s.traces[run.t] : []).forEach((at, step) => s.observations[at][4].forEach((t, i) => {
    if (t[4] & 1) seen.set(`${step} ${i}`, (seen.get(`${step} ${i}`) ?? true) && !!(t[4] & 2));
  })));
  if (!seen.size) return null;
  const same = [...seen.values()].filter(Boolean).length;
  return [h("dt", {}, "deliveries"), h("dd", {}, `${same} of ${seen.size} to the engines under test byte-identical for all`)];
}

function traceTable(s, groups, apart, findings) {
  const T = (n) => s.texts[n] ?? "";
  const found = new Map();
  for (const f of findings) found.set(f.step, [...(found.get(f.step) ?? []), f]);
  return h("table", { class: "trace" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "n" }, h("span", { class: "sr" }, "Line")), h("th", { scope: "col" }, "Step, and what must come"),
      groups.map((g) => h("th", { scope: "col" }, chip(g.group), h("span", { class: "names" }, g.engines.map(label).join(", ")))))),
    h("tbody", {}, s.steps.map(([line, text, expected], step) => h("tr", { id: `line-${step}`, class: step === apart ? "apart" : null },
      h("td", { class: "n line" }, line),
      h("th", { scope: "row", class: "step" }, h("code", {}, T(text)), expected ? h("code", { class: "expected" }, "-> " + T(expected)) : null,
        step === apart ? h("span", { class: "badge apart" }, "first difference") : null,
        (found.get(step) ?? []).map((f) => h("span", { class: `badge ${f.status}`, title: f.what }, statuses[f.status]))),
      groups.map((g) => h("td", { "data-group": letter(g.group) }, variants(s, g.engines, step)))))));
}

// What the engines of one group did at a step; where they differ in detail, each with its names.
function variants(s, members, step) {
  const byKey = new Map();
  for (const e of members) {
    const o = observed(s, e, step);
    const key = JSON.stringify(o && [o.outcome, o.notes, shows.wire && o.transfers.map((t) => ({ ...t, sha256: shows.digests ? t.sha256 : "" })),
      shows.state && o.state, shows.actions && o.actions]);
    if (!byKey.has(key)) byKey.set(key, { o, names: [] });
    byKey.get(key).names.push(label(e));
  }
  const all = [...byKey.values()];
  return all.map(({ o, names }) => h("div", { class: "variant" },
    all.length > 1 ? h("span", { class: "who" }, names.join(", ")) : null,
    o ? observation(o) : h("span", { class: "ended" }, "ended before")));
}

function outcomeClass(outcome) {
  const word = outcome.split(" ", 1)[0];
  if (word === "ok" || word === "unsupported") return word;
  return ["crash", "hang", "oom"].includes(word) ? "fatal" : "raised";
}

function observation(o) {
  return [
    h("code", { class: `outcome ${outcomeClass(o.outcome)}` }, o.outcome),
    o.notes.map((n) => h("code", { class: "note" }, "+" + n)),
    shows.actions ? [o.actions.map(([text, outcome]) => h("code", { class: "action" }, `${text} → ${outcome}`)),
      o.moreActions ? h("span", { class: "who" }, `… and ${count(o.moreActions, "operation")} more`) : null] : null,
    shows.wire ? [o.transfers.map(transfer), o.moreTransfers ? h("span", { class: "who" }, `… and ${count(o.moreTransfers, "transfer")} more`) : null] : null,
    shows.state ? o.state.map(([name, text]) => h("code", { class: "state" }, `${name} ${text}`)) : null,
  ];
}

function transfer(t) {
  const where = t.to ? `${t.from} → ${t.to}` : `${t.from} read`;
  return h("div", { class: "wire" }, h("span", { class: "flow" }, `${where} · ${count(t.octets, "octet")}`,
    t.to && t.delivered !== t.octets ? `, ${number.format(t.delivered)} delivered` : t.changed ? ", changed on the way" : "",
    t.toSubject ? h("span", { class: t.identical ? "same" : "differs" }, t.identical ? "identical for all" : "differs between engines") : null,
    shows.digests && t.sha256 ? h("code", {}, t.sha256) : null),
    t.records.map((r) => h("code", {}, r)));
}

// Message by message: each behaviour a column, what was sent in order, the first message that differs marked.
function wireSection(s, groups) {
  const said = groups.map((g) => {
    const all = [];
    s.steps.forEach(([line], step) => {
      for (const t of observed(s, g.engines[0], step)?.transfers ?? []) {
        const records = t.records.length ? t.records : t.octets ? [count(t.octets, "octet")] : [];
        for (const record of records) all.push({ line, from: t.from, to: t.to || "reader", out: t.fromSubject, record });
      }
    });
    return all;
  });
  const most = Math.max(0, ...said.map((all) => all.length));
  if (!most) return null;
  // What is drawn at random and how long it makes a record is no difference of words.
  const words = (m) => m ? `${m.from}>${m.to} ` + m.record.replace(/\b\d+\b/g, "#") : "";
  let first = -1;
  for (let i = 0; i < most && first < 0; ++i) if (new Set(said.map((all) => words(all[i]))).size > 1) first = i;
  const cell = (m) => m ? h("td", { class: m.out ? "sent" : "received" }, h("span", { class: "arrow" }, `${m.from} → ${m.to}`), h("code", {}, m.record)) : h("td", { class: "ended" }, "–");
  return h("section", {}, h("h2", { id: "wire" }, "On the wire, message by message"),
    h("p", { class: "hint" }, "What the first engine of each behaviour sent and was sent, opened with its own keys. ",
      said.length < 2 ? "" : first < 0 ? "All behaviours say the same, but for lengths." : `Message ${first + 1} is the first that differs.`),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "wire" }, h("table", { class: "messages" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "n" }, "#"), h("th", { scope: "col", class: "n" }, "Line"), groups.map((g) => h("th", { scope: "col" }, chip(g.group), h("span", { class: "names" }, label(g.engines[0])))))),
      h("tbody", {}, Array.from({ length: Math.min(most, 400) }, (_, i) => h("tr", { class: i === first ? "apart" : null },
        h("td", { class: "n line" }, i + 1), h("td", { class: "n line" }, (said.find((all) => all[i]) ?? [])[i]?.line ?? ""), said.map((all) => cell(all[i]))))))),
    most > 400 ? h("p", { class: "hint" }, `The first 400 of ${number.format(most)}.`) : null);
}
