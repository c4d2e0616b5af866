// Plots: figures over time and growth over size, drawn by uPlot where it was built in; a table says the same.

const plottable = () => typeof window.uPlot === "function";
// A colour of the style sheet as a canvas takes it: light-dark() and var() resolved.
const probe = h("span", { hidden: true });
function css(name) {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
const lineColours = () => ["--c0", "--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7"].map(css);
const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3], [1, 2], [10, 4], [4, 2, 1, 2], [3, 6]];

// A plot is as wide as its place, so it is drawn once it has one: render() does.
const undrawn = [];
function drawPlots() {
  for (const draw of undrawn.splice(0)) draw();
}

// {x, time, log, label, unit, lines: [{name, y, low, high}]}
function plot(what) {
  if (!plottable()) return h("p", { class: "hint" }, "This Parallax was built without npm's libraries, so the figures stand in the table alone.");
  const box = h("div", { class: "plot", role: "img", "aria-label": what.label + ". The table below has the figures." });
  undrawn.push(() => {
    if (!box.isConnected) return;
    const colours = lineColours();
    const series = [{}];
    const data = [what.x];
    const bands = [];
    what.lines.forEach((line, i) => {
      const stroke = colours[i % colours.length];
      series.push({ label: line.name, stroke, width: 2, dash: dashes[i % dashes.length], points: { show: true, size: 6, stroke, fill: stroke }, value: (_, v) => (v === null ? "–" : what.unit === "ns" ? time(v) : number.format(v)) });
      data.push(line.y);
      if (!line.low) return;
      for (const edge of [line.high, line.low]) {
        series.push({ label: line.name + " spread", stroke: "transparent", width: 0, points: { show: false } });
        data.push(edge);
      }
      bands.push({ series: [series.length - 2, series.length - 1], fill: stroke.replace("rgb(", "rgba(").replace(")", ", 0.2)") });
    });
    const powers = (_, splits) => splits.map((v) => (Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 0.001 ? v : null));
    const axis = { stroke: css("--dim"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line") }, font: "12px system-ui, sans-serif" };
    new window.uPlot({
      width: Math.max(280, box.clientWidth), height: 300,
      scales: { x: { time: !!what.time, distr: what.log ? 3 : 1, range: what.log ? (_, low, high) => [low / 2, high * 2] : undefined }, y: { distr: what.log ? 3 : 1, range: what.log ? (_, low, high) => [10 ** Math.floor(Math.log10(low / 1.5)), 10 ** Math.ceil(Math.log10(high * 1.5))] : (_, low, high) => [Math.min(0, low), Math.max(high * 1.05, 1)] } },
      axes: [{ ...axis, ...(what.log ? { splits: () => what.x, filter: (_, all) => all } : {}), values: what.log ? (_, all) => all.map((v) => what.names[what.x.indexOf(v)] ?? "") : undefined },
        { ...axis, size: 64, values: what.unit === "ns" ? (_, all) => all.map((v) => (v === null ? "" : time(v))) : undefined, ...(what.log ? { filter: powers, grid: { ...axis.grid, filter: powers } } : {}) }],
      series, bands, cursor: { drag: { x: false, y: false } },
      hooks: { ready: [(u) => u.root.querySelectorAll(".u-series").forEach((row, i) => { if (series[i]?.label?.endsWith(" spread")) row.hidden = true; })] },
    }, data, box);
  });
  return box;
}

function time(ns) {
  const [value, unit] = ns < 1e3 ? [ns, "ns"] : ns < 1e6 ? [ns / 1e3, "µs"] : ns < 1e9 ? [ns / 1e6, "ms"] : [ns / 1e9, "s"];
  return `${Number(value.toPrecision(3))} ${unit}`;
}
function size(n) {
  const [value, unit] = n < 1024 ? [n, "B"] : n < 1 << 20 ? [n / 1024, "KiB"] : n < 1 << 30 ? [n / (1 << 20), "MiB"] : [n / (1 << 30), "GiB"];
  return `${Number(value.toPrecision(3))} ${unit}`;
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (q) => { const i = (sorted.length - 1) * q; const low = Math.floor(i); return sorted[low] + (sorted[Math.ceil(i)] - sorted[low]) * (i - low); };
  return sorted.length ? { low: at(0.25), median: at(0.5), high: at(0.75) } : null;
}

// The exponent of a power law through the points, by least squares on logarithms; null of fewer than three.
function growth(points) {
  const some = points.filter(([x, y]) => x >= 4096 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)]);
  if (some.length < 3) return null;
  const n = some.length;
  const [mx, my] = [0, 1].map((k) => some.reduce((a, p) => a + p[k], 0) / n);
  return some.reduce((a, [x, y]) => a + (x - mx) * (y - my), 0) / some.reduce((a, [x]) => a + (x - mx) ** 2, 0);
}

async function benchView(query) {
  if (!D.benches && !D.pictures.length) return [h("h1", {}, "Buffers and speed"), h("p", { class: "empty" }, "No bench run was given; ", h("code", {}, "parallax bench"), ", then ", h("code", {}, "parallax report --bench out/bench"), ".")];
  const all = (D.benches ? await load("bench") : []).map(([name, times, counters]) => {
    const parts = name.split("/");
    const value = (key) => { const p = parts.find((x) => x.startsWith(key + ":")); return p === undefined ? null : Number(p.slice(key.length + 1)); };
    return { name, times, counters, suite: parts[0], who: parts[1] ?? "", what: parts.slice(2).filter((p) => !p.startsWith("backlog:")).join("/") || parts.slice(2).join("/"), backlog: value("backlog"), spread: spread(times) };
  }).filter((b) => b.spread);
  const kinds = [...new Set(all.filter((b) => b.backlog !== null).map((b) => `${b.suite}/${b.what}`))].sort();
  const kind = kinds.includes(query.get("what")) ? query.get("what") : kinds.find((k) => /ping-pong/.test(k)) ?? kinds[0];
  const chosen = all.filter((b) => b.backlog !== null && `${b.suite}/${b.what}` === kind);
  const sizes = [...new Set(chosen.map((b) => b.backlog))].sort((a, b) => a - b);
  const names = [...new Set(chosen.map((b) => b.who))];
  const at = (who, n) => chosen.find((b) => b.who === who && b.backlog === n)?.spread ?? null;
  // Nothing waiting has no place on a logarithm; it stands left of the smallest size.
  const x = sizes.map((n) => n || Math.max(1, (sizes.find((m) => m > 0) ?? 16) / 16));
  const words = (query.get("q") ?? "").toLowerCase();
  const listed = all.filter((b) => !words || b.name.toLowerCase().includes(words));
  const most = Math.max(...listed.map((b) => b.spread.high), 1);
  const body = h("tbody", {});
  lazily(body, listed, (b) => h("tr", {}, h("th", { scope: "row", class: "mono" }, b.name), h("td", { class: "n", "data-sort": b.spread.median }, time(b.spread.median)),
    h("td", { class: "n" }, `${time(b.spread.low)} – ${time(b.spread.high)}`), h("td", { class: "n" }, b.times.length)), 4);
  return [
    h("h1", {}, "Buffers and speed"),
    h("p", { class: "hint" }, "Processor time of one turn; medians, with the middle half of all repetitions as a band. Take the ratios within this run, not the times. ", D.machine),
    kinds.length ? h("section", {}, h("h2", {}, "Growth"),
      filters("bench", query, [["what", "Cost of", kinds.map((k) => [k, k])], ["q", "Search all figures"]]),
      names.length ? plot({ x, names: sizes.map(size), log: true, unit: "ns", label: `Cost against octets waiting, both logarithmic: ${kind}`, lines: names.map((who) => ({ name: who, y: sizes.map((n) => at(who, n)?.median ?? null), low: sizes.map((n) => at(who, n)?.low ?? null), high: sizes.map((n) => at(who, n)?.high ?? null) })) }) : null,
      h("p", { class: "hint" }, "Both axes are logarithmic: a level line costs the same whatever waits, a straight one grows as a power, whose exponent is in the table. A size of 0 stands leftmost."),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Growth" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, kind), sizes.map((n) => h("th", { scope: "col", class: "n" }, size(n))), h("th", { scope: "col", class: "n" }, "grows as n to the"))),
        h("tbody", {}, names.map((who) => { const power = growth(sizes.map((n) => [n, at(who, n)?.median ?? 0])); return h("tr", {}, h("th", { scope: "row" }, who), sizes.map((n) => { const s = at(who, n); return h("td", { class: "n", title: s ? `${time(s.low)} – ${time(s.high)}` : null }, s ? time(s.median) : "–"); }), h("td", { class: "n" }, power === null ? "–" : power.toFixed(2))); }))))) : null,
    D.pictures.length ? h("section", {}, h("h2", {}, "Pictures of the bench"), h("div", { class: "pictures" }, D.pictures.map((name, i) => h("figure", {}, h("img", { src: `pictures/bench-${i}.svg`, alt: name, loading: "lazy" }), h("figcaption", {}, name))))) : null,
    D.figures ? h("section", {}, h("h2", {}, "Over runs"), overRuns(await load("figures"), words || kind.split("/").slice(1).join("/"))) : null,
    all.length ? h("section", {}, h("h2", {}, "All figures"), h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ["Benchmark", "Median", "Middle half", "Runs"].map((t, i) => h("th", { scope: "col", class: i ? "n" : null }, t)))), body))) : null,
  ];
}

// Medians of the figures whose names have the words, run by run.
function overRuns(figures, words) {
  const some = figures.filter(([name, values]) => values.length > 1 && name.toLowerCase().includes(words)).slice(0, 8);
  if (!some.length) return h("p", { class: "hint" }, "The history has no such figure in two runs.");
  const x = [...new Set(some.flatMap(([, values]) => values.map(([when]) => Date.parse(when) / 1000)))].sort((a, b) => a - b);
  const at = (values, when) => values.find(([w]) => Date.parse(w) / 1000 === when)?.[1] ?? null;
  return [
    plot({ x, time: true, unit: "ns", label: "Medians over runs", lines: some.map(([name, values]) => ({ name, y: x.map((when) => at(values, when)) })) }),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Medians over runs" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Benchmark"), x.map((when) => h("th", { scope: "col", class: "n" }, new Date(when * 1000).toISOString().slice(0, 10))))),
      h("tbody", {}, some.map(([name, values]) => h("tr", {}, h("th", { scope: "row", class: "mono" }, name), x.map((when) => h("td", { class: "n" }, at(values, when) === null ? "–" : time(at(values, when))))))))),
  ];
}

function machinesView() {
  return [
    h("h1", {}, "State machines"),
    h("p", { class: "hint" }, "What each engine is, drawn from what it did: a state, what came in, what went out. Edges that only some engines have are marked."),
    D.machines.length ? h("div", { class: "pictures" }, D.machines.map((name, i) => h("figure", { id: `machine-${i}` }, h("a", { href: `pictures/machine-${i}.svg` }, h("img", { src: `pictures/machine-${i}.svg`, alt: `State machine: ${name}`, loading: "lazy" })), h("figcaption", {}, name))))
      : h("p", { class: "empty" }, "No machine was given; ", h("code", {}, "parallax learn"), " draws them, and ", h("code", {}, "parallax report --machines FOLDER"), " shows them."),
  ];
}
