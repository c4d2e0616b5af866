// Overview: the first minute. Who agrees with whom, how bad, where, since when.

function overview() {
  const sum = (key) => engines.reduce((total, e) => total + e[key], 0);
  const fresh = sum("new");
  const faults = sum("faults");
  const bad = fresh > 0 || faults > 0;
  const verdict = fresh > 0 ? count(fresh, "unexplained finding")
    : faults > 0 ? `${count(faults, "script")} the harness itself could not run`
    : "No unexplained finding";
  const tile = (n, text, href, kind) =>
    h("a", { class: `tile ${n ? kind ?? "" : "zero"}`, href }, h("b", {}, number.format(n)), h("span", {}, text));
  const reference = engines.findIndex((e) => e.engine === D.reference);
  return [
    h("section", { class: "verdict " + (bad ? "bad" : "good") },
      h("h1", {}, verdict),
      h("p", {}, `${count(D.scripts, "script")} on ${count(engines.length, "engine")}, held to level `,
        h("strong", {}, D.level || "none"), " against ", h("strong", {}, reference >= 0 ? label(reference) : D.reference || "the first engine"), ".")),
    h("section", { class: "tiles", "aria-label": "Figures" },
      tile(fresh, "new findings", "#findings&status=new", "new"),
      tile(sum("bugs"), "known bugs", "#findings&status=bug", "bug"),
      tile(sum("explained"), "known differences", "#findings&status=explained"),
      tile(sum("flaky"), "did not come back", "#findings&status=flaky", "flaky"),
      tile(D.apart, "scripts with more than one behaviour", "#scripts&show=apart"),
      tile(sum("unsupported"), "unsupported steps, no pass", "#scripts&show=unsupported")),
    fresh > 0 ? h("section", {}, h("h2", {}, "Look here first"), worst()) : null,
    h("div", { class: engines.length > 8 ? "columns many" : "columns" },
      engines.length > 1 ? h("section", { class: "wide" }, h("h2", { id: "agreement" }, "Who agrees with whom"),
        h("p", { class: "hint" }, "Percent of the scripts that both engines could run in which they behave alike: the class of every outcome, and all application data. A cell leads to the scripts where the two part."),
        matrix(), key()) : null,
      h("div", { class: "side" },
        h("section", {}, h("h2", {}, "Findings by severity"), severityTable()),
        h("section", {}, h("h2", {}, "Rules put to the test"), coverage()))),
    h("section", {}, h("h2", {}, "Agreement with the reference, by area"),
      h("p", { class: "hint" }, "Percent of the scripts in which an engine shows nothing to find: no broken rule and no difference, not even a known one. Scripts of which it could do no step are left out."), areas()),
    D.history.length ? h("section", {}, h("h2", {}, "Trend"), trend()) : null,
    D.notes.length ? h("section", {}, h("h2", {}, "Notes"), h("ul", { class: "notes" }, D.notes.map((n) => h("li", {}, n)))) : null,
  ];
}

function worst() {
  return h("ul", { class: "worst" }, D.worst.filter((c) => c.status === "new").map((c) => h("li", {},
    badge(c.status), severityMark(c.severity), h("a", { href: causeLink(c.id) }, c.what || c.rule), h("code", {}, c.step), " ",
    h("small", {}, `${label(c.engine)}, ${count(c.places, "place")}`))));
}

// 100 is said of all alone: one script apart in a thousand must show.
const share = (alike, both) => alike === both ? "100" : Math.min(99.9, (100 * alike) / both).toFixed(1);
// Seven steps from blue to orange, which the colour-blind tell apart; the figure stands in each cell.
function shade(alike, both) {
  const part = alike / both;
  return alike === both ? "q0" : part >= 0.99 ? "q1" : part >= 0.95 ? "q2" : part >= 0.9 ? "q3" : part >= 0.8 ? "q4" : part >= 0.65 ? "q5" : "q6";
}

// The reference first, then each beside the one it is most alike: those that behave alike become blocks.
function order() {
  const left = new Set(engines.keys());
  const placed = [];
  let next = Math.max(0, engines.findIndex((e) => e.engine === D.reference));
  while (left.size) {
    placed.push(next);
    left.delete(next);
    const last = next;
    const alike = (e) => D.alike[last][e] / (D.both[last][e] || 1);
    for (const e of left) if (next === last || alike(e) > alike(next)) next = e;
  }
  return placed;
}

function matrix() {
  const placed = order();
  const cell = (a, b) => {
    const both = D.both[a][b];
    const alike = D.alike[a][b];
    if (a === b) return h("td", { class: "self" }, h("span", { class: "sr" }, "itself"), "·");
    if (!both) return h("td", { class: "self" }, "–");
    const text = share(alike, both);
    const title = `${label(a)} and ${label(b)}: alike in ${number.format(alike)} of ${number.format(both)} scripts`;
    return h("td", { class: shade(alike, both) }, alike === both ? h("span", { title }, text)
      : h("a", { href: `#scripts&pair=${a},${b}`, title }, text));
  };
  return h("div", { class: "scroll fit", tabindex: "0", role: "region", "aria-labelledby": "agreement" }, h("table", { class: "matrix" },
    h("thead", {}, h("tr", {}, h("td", {}), placed.map((i) => h("th", { scope: "col", title: engines[i].engine }, h("span", { class: "column" }, label(i)))))),
    h("tbody", {}, placed.map((a) => h("tr", {},
      h("th", { scope: "row", title: engines[a].engine }, h("a", { href: engineLink(a) }, label(a))),
      placed.map((b) => cell(a, b)))))));
}

// What the colours stand for.
function key() {
  const steps = [["q0", "100"], ["q1", "99"], ["q2", "95"], ["q3", "90"], ["q4", "80"], ["q5", "65"], ["q6", "0"]];
  return h("p", { class: "key" }, steps.map(([kind, from], i) => h("span", { class: kind }, i ? `≥ ${from}` : from)), " percent");
}

const severityMark = (severity) => h("span", { class: `severity ${severity}` }, severity);

function severityTable() {
  const shown = Object.keys(statuses).filter((s) => severities.some((v) => D.severities[v]?.[s]));
  if (!shown.length) return h("p", { class: "empty" }, "Nothing was found.");
  const total = (v, s) => (D.severities[v]?.[s] ?? []).reduce((a, b) => a + b, 0);
  const most = Math.max(...severities.map((v) => shown.reduce((a, s) => a + total(v, s), 0)), 1);
  return h("div", { class: "scroll" }, h("table", { class: "severities" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Severity"), shown.map((s) => h("th", { scope: "col", class: "n" }, statuses[s])), h("th", { scope: "col" }, h("span", { class: "sr" }, "Share")))),
    h("tbody", {}, severities.map((v) => h("tr", {}, h("th", { scope: "row" }, severityMark(v)),
      shown.map((s) => h("td", { class: total(v, s) ? `n ${s}` : "n zero" }, total(v, s)
        ? h("a", { href: `#findings&severity=${v}&status=${s}` }, number.format(total(v, s))) : "0")),
      h("td", { class: "barcell" }, bar(shown.map((s) => [s, total(v, s), statuses[s]]), most)))))));
}

// A lying bar of parts, [class, n, name]; as SVG, since its widths are data and a style attribute is refused.
function bar(parts, most) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "bars");
  svg.setAttribute("aria-hidden", "true");
  let x = 0;
  for (const [kind, n] of parts) {
    if (!n) continue;
    const rect = document.createElementNS(ns, "rect");
    const width = Math.max((100 * n) / most, 0.6);
    for (const [name, value] of Object.entries({ x, y: 0, width, height: 10, class: `fill-${kind}` })) rect.setAttribute(name, value);
    svg.append(rect);
    x += width + 0.4;
  }
  return svg;
}

function coverage() {
  const never = D.rules.filter((r) => !r.tested.some((n) => n));
  const times = D.rules.reduce((a, r) => a + r.tested.reduce((x, y) => x + y, 0), 0);
  const brokenRules = D.rules.filter((r) => r.broken.some((n) => n));
  return [
    h("p", {}, h("b", { class: "big" }, `${D.rules.length - never.length} of ${D.rules.length}`), ` rules, ${number.format(times)} times. `,
      brokenRules.length ? h("a", { href: "#rules&show=broken" }, `${brokenRules.length} broken somewhere.`) : "None is broken anywhere."),
    bar([["ok", D.rules.length - never.length], ["never", never.length]], Math.max(D.rules.length, 1)),
    never.length ? h("p", { class: "hint" }, "Never tested: ", never.map((r, i) => [i ? ", " : "", h("a", { href: ruleLink(r.id) }, r.id)]), ".") : null,
  ];
}

function areas() {
  const total = (e) => D.topics.reduce(([r, a], t) => [r + (t.engines[e]?.[0] ?? 0), a + (t.engines[e]?.[1] ?? 0)], [0, 0]);
  const cell = (ran, agree, href) => !ran ? h("td", { class: "self" }, "–")
    : h("td", { class: shade(agree, ran), title: `${agree} of ${ran}` }, agree === ran ? share(agree, ran) : h("a", { href }, share(agree, ran)));
  return sortable(h("div", { class: "scroll fit", tabindex: "0", role: "region", "aria-label": "Agreement by area" }, h("table", { class: "matrix areas" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Area"), h("th", { scope: "col", class: "n" }, "Scripts"), engines.map((e, i) => h("th", { scope: "col", title: e.engine }, h("span", { class: "column" }, label(i)))))),
    h("tbody", {}, D.topics.map((t) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: "#scripts&topic=" + encodeURIComponent(t.topic) }, t.topic || "no topic")),
      h("td", { class: "n plain" }, number.format(t.scripts)),
      engines.map((_, e) => cell(...(t.engines[e] ?? [0, 0]), `#scripts&topic=${encodeURIComponent(t.topic)}&engine=${e}&show=finding`))))),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "all"), h("td", { class: "n plain" }, number.format(D.scripts)),
      engines.map((_, e) => cell(...total(e), `#scripts&engine=${e}&show=finding`)))))));
}

function trend() {
  const seconds = D.history.map((r) => Date.parse(r.when) / 1000);
  const series = [["new", "new findings"], ["bugs", "known bugs"], ["explained", "known differences"]];
  return [
    plot({ x: seconds, time: true, label: "Findings over runs", lines: series.map(([key, name]) => ({ name, y: D.history.map((r) => r[key]) })) }),
    h("details", { open: !plottable() }, h("summary", {}, count(D.history.length, "run") + " as a table"),
      h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ["Run", "Parallax", "Scripts", "Engines", "Agree", "Known diff.", "Bugs", "New", "Unsupported"].map((t, i) => h("th", { scope: "col", class: i > 1 ? "n" : null }, t)))),
        h("tbody", {}, D.history.toReversed().map((r) => h("tr", {}, h("th", { scope: "row" }, r.when.replace("T", " ").replace("Z", "")), h("td", {}, r.parallax),
          figure(r.scripts), figure(r.engines), figure(r.agree), figure(r.explained), figure(r.bugs, "bug"), figure(r.new, "new"), figure(r.unsupported))))))),
  ];
}
