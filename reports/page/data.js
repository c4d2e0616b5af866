// Data: what reports/page_data.cc wrote, and the questions that the views ask of it.
// Text from the data reaches the page by textContent alone: h() knows no other way.

const D = JSON.parse(document.getElementById("data").textContent);
const T = (n) => D.texts[n] ?? "";
const engines = D.engines;
const scripts = D.scripts;
const scriptByPath = new Map(scripts.map((s, i) => [s.path, i]));
const topics = [...new Set(scripts.map((s) => s.topic))].sort();

const findings = [];
for (const [i, s] of scripts.entries()) {
  for (const f of s.findings ?? []) findings.push({ ...f, script: i });
}

// What a finding's status is called, in order of weight.
const statuses = {
  new: "new",
  baseline: "in the baseline",
  bug: "known bug",
  explained: "known difference",
  flaky: "did not come back",
};

// An element. `attributes`: class and others as given, on… as listeners; children: nodes or texts.
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

const number = new Intl.NumberFormat("en");
const count = (n, thing) => `${number.format(n)} ${thing}${n === 1 ? "" : "s"}`;
const letter = (group) => (group < 26 ? String.fromCharCode(65 + group) : String(group + 1));
const scriptLink = (path) => "#script=" + encodeURIComponent(path);

// The group of each engine in a script, by number; null where it was not run.
const groupOf = (run) => (run && !run.fault ? run.g : null);

// [{group, engines, odd}], the biggest first.
function groupsOf(script) {
  const groups = new Map();
  for (const [e, run] of script.runs.entries()) {
    if (groupOf(run) === null) continue;
    if (!groups.has(run.g)) groups.set(run.g, { group: run.g, engines: [], odd: false });
    groups.get(run.g).engines.push(e);
    groups.get(run.g).odd ||= !!run.odd;
  }
  return [...groups.values()].sort((a, b) => a.group - b.group);
}

// An observation of one step, spread out; null where the trace ended before.
function observed(script, engine, step) {
  const run = script.runs[engine];
  const at = run ? script.traces[run.t]?.[step] : undefined;
  if (at === undefined) return null;
  const [outcome, notes = [], state = [], actions = [], transfers = [], moreActions = 0,
    moreTransfers = 0] = script.observations[at];
  return { outcome: T(outcome), notes, state, actions, transfers, moreActions, moreTransfers };
}

// How much of its outcome two engines of different families must share: the class, and the value of an
// `ok` that is data.
function outcomeKey(script, engine, step) {
  const o = observed(script, engine, step);
  if (!o) return "";
  const word = o.outcome.split(" ", 1)[0];
  return word === "ok" && script.steps[step][3] === "data" ? o.outcome : word;
}

// The first step where the groups part, or -1.
function firstApart(script, groups) {
  if (groups.length < 2) return -1;
  for (let step = 0; step < script.steps.length; ++step) {
    const keys = new Set(groups.map((g) => outcomeKey(script, g.engines[0], step)));
    if (keys.size > 1) return step;
  }
  return -1;
}
