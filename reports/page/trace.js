// Trace: one script, its engines grouped by behaviour, their traces side by side.

const shows = { wire: true, state: false, actions: false, digests: false };

function scriptView(path) {
  const index = scriptByPath.get(path);
  if (index === undefined) return [h("h1", {}, "No such script"), h("p", { class: "empty" }, path)];
  const s = scripts[index];
  const groups = groupsOf(s);
  const apart = firstApart(s, groups);
  const neighbour = (i, text) => i >= 0 && i < scripts.length
    ? h("a", { href: scriptLink(scripts[i].path), title: scripts[i].path, class: "turn" }, text) : h("span", { class: "turn off" }, text);
  const table = h("div", { class: "scroll" });
  const draw = () => table.replaceChildren(traceTable(s, groups, apart));
  draw();
  const faults = s.runs.map((run, e) => [run, e]).filter(([run]) => run?.fault);
  return [
    h("p", { class: "crumbs" }, h("a", { href: "#scripts" }, "Scripts"), " / ",
      h("a", { href: "#scripts&topic=" + encodeURIComponent(s.topic) }, s.topic || "no topic"),
      h("span", { class: "turns" }, neighbour(index - 1, "← previous (k)"), neighbour(index + 1, "next (j) →"))),
    h("h1", {}, s.title || s.path),
    h("dl", { class: "facts" }, h("dt", {}, "script"), h("dd", { class: "mono" }, s.path),
      s.cites.map((c) => [h("dt", {}, "source"), h("dd", {}, c)]),
      h("dt", {}, "seed"), h("dd", { class: "mono" }, s.seed),
      deliveries(s)),
    h("section", {}, h("h2", {}, groups.length === 1 ? "One behaviour" : count(groups.length, "behaviour")),
      h("ul", { class: "groups" }, groups.map((g) => h("li", {}, h("b", { class: `chip g${Math.min(g.group, 5)}` }, letter(g.group)),
        h("span", {}, g.engines.map((e, i) => [i ? ", " : "", h("code", {}, engines[e].engine)])),
        g.odd ? h("span", { class: "badge plain" }, "alone among three families") : null))),
      faults.map(([run, e]) => h("p", { class: "warn" }, `Fault of the harness on ${engines[e].engine}: ${run.fault}`))),
    s.findings?.length ? h("section", {}, h("h2", {}, count(s.findings.length, "finding")),
      h("div", { class: "findings" }, s.findings.map((f) => findingCard(f, false)))) : null,
    h("section", {}, h("div", { class: "tracehead" }, h("h2", {}, groups.length > 1 ? "Traces side by side" : "Trace"),
      h("div", { class: "toggles", role: "group", "aria-label": "What the trace shows" },
        [["wire", "Wire"], ["digests", "Digests"], ["state", "State"], ["actions", "Operations"]].map(([key, label]) =>
          h("label", {}, h("input", { type: "checkbox", checked: shows[key], onchange: (e) => { shows[key] = e.target.checked; draw(); } }), label)))),
      apart >= 0 ? h("p", { class: "hint" }, "The behaviours part at ",
        h("a", { href: `#line-${apart}`, "data-step": apart }, `line ${s.steps[apart][0]}`), ".") : null,
      table),
  ];
}

// How many deliveries to the engines under test were the same octets for all.
function deliveries(s) {
  const seen = new Map();
  s.runs.forEach((run) => (run ? s.traces[run.t] : []).forEach((at, step) => (s.observations[at][4] ?? []).forEach((t, i) => {
    if (t[4] & 1) seen.set(`${step} ${i}`, (seen.get(`${step} ${i}`) ?? true) && !!(t[4] & 2));
  })));
  if (!seen.size) return null;
  const same = [...seen.values()].filter(Boolean).length;
  return [h("dt", {}, "deliveries"), h("dd", {}, `${same} of ${seen.size} to the engines under test byte-identical for all`)];
}

function traceTable(s, groups, apart) {
  const found = new Map();
  for (const f of s.findings ?? []) found.set(f.step, [...(found.get(f.step) ?? []), f]);
  return h("table", { class: "trace" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "n" }, h("span", { class: "sr" }, "Line")), h("th", { scope: "col" }, "Step"),
      groups.map((g) => h("th", { scope: "col" }, h("b", { class: `chip g${Math.min(g.group, 5)}` }, letter(g.group)),
        h("span", { class: "names" }, g.engines.map((e) => engines[e].engine).join(", ")))))),
    h("tbody", {}, s.steps.map(([line, text, expected], step) => h("tr", { id: `line-${step}`, class: step === apart ? "apart" : null },
      h("td", { class: "n line" }, line),
      h("th", { scope: "row", class: "step" }, h("code", {}, T(text)), expected ? h("code", { class: "expected" }, "-> " + T(expected)) : null,
        step === apart ? h("span", { class: "badge apart" }, "first difference") : null,
        (found.get(step) ?? []).map((f) => h("span", { class: `badge ${f.s}`, title: T(f.what) }, statuses[f.s]))),
      groups.map((g) => h("td", { "data-group": letter(g.group) }, variants(s, g.engines, step)))))));
}

// What the engines of one group did at a step; where they differ in detail, each with its names.
function variants(s, members, step) {
  const byKey = new Map();
  for (const e of members) {
    const o = observed(s, e, step);
    const key = JSON.stringify(o && [o.outcome, o.notes, shows.wire && o.transfers.map((t) => shows.digests ? t : t.filter((_, i) => i !== 5)),
      shows.state && o.state, shows.actions && o.actions]);
    if (!byKey.has(key)) byKey.set(key, { o, engines: [] });
    byKey.get(key).engines.push(engines[e].engine);
  }
  const all = [...byKey.values()];
  return all.map(({ o, engines: names }) => h("div", { class: "variant" },
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
    o.notes.map((n) => h("code", { class: "note" }, "+" + T(n))),
    shows.actions ? [o.actions.map(([text, outcome]) => h("code", { class: "action" }, `${T(text)} → ${T(outcome)}`)),
      o.moreActions ? h("span", { class: "who" }, `… and ${count(o.moreActions, "operation")} more`) : null] : null,
    shows.wire ? [o.transfers.map(transfer), o.moreTransfers ? h("span", { class: "who" }, `… and ${count(o.moreTransfers, "transfer")} more`) : null] : null,
    shows.state ? o.state.map(([name, text]) => h("code", { class: "state" }, `${T(name)} ${T(text)}`)) : null,
  ];
}

function transfer([from, to, octets, delivered, flags, sha256, records]) {
  const where = T(to) ? `${T(from)} → ${T(to)}` : `${T(from)} read`;
  return h("div", { class: "wire" }, h("span", { class: "flow" }, `${where} · ${count(octets, "octet")}`,
    T(to) && delivered !== octets ? `, ${number.format(delivered)} delivered` : flags & 4 ? ", changed on the way" : "",
    flags & 1 ? h("span", { class: flags & 2 ? "same" : "differs" }, flags & 2 ? "identical for all" : "differs between engines") : null,
    shows.digests && sha256 ? h("code", {}, sha256) : null),
    records.map((r) => h("code", {}, T(r))));
}
