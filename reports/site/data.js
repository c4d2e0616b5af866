// Data: what reports/site_*.cc wrote, loaded file by file, and the questions that the views ask of it.
// Text from the data reaches the page by textContent alone: h() knows no other way.

// A data file is a script that calls this with one JSON text: a page on disk may not fetch files.
const waiting = new Map();
window.parallax = (name, json) => {
  const value = JSON.parse(json);
  waiting.get(name)?.resolve(value);
};
function load(name) {
  if (!waiting.has(name)) {
    const one = {};
    one.promise = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
    waiting.set(name, one);
    const script = document.createElement("script");
    script.src = `data/${name}.js`;
    script.onerror = () => one.reject(new Error(`data/${name}.js is missing or cannot be read; make the site again.`));
    script.onload = () => one.reject(new Error(`data/${name}.js holds something else; make the site again.`)); // too late if it was delivered
    document.head.append(script);
  }
  return waiting.get(name).promise;
}

let D;                // data/index.js
let engines = [];
let scripts = null;   // [{path, title, topic, marks, flags, file, n}], once loaded
let scriptByPath = new Map();

async function loadScripts() {
  if (scripts) return scripts;
  const all = await load("scripts");
  scripts = all.map(([path, title, topic, marks, flags, file], n) => ({ path, title, topic, marks, flags, file, n, search: (path + "\n" + title).toLowerCase() }));
  scriptByPath = new Map(scripts.map((s) => [s.path, s.n]));
  return scripts;
}

const severities = ["high", "medium", "low", "note"];
let F = null;         // data/findings.js, spread out
async function loadFindings() {
  if (F) return F;
  const [raw] = await Promise.all([load("findings"), loadScripts()]);
  const T = (n) => raw.texts[n] ?? "";
  const all = raw.findings.map(([script, e, cause, status, severity, kind, level, step, line, ...texts]) => {
    const [against, rule, text, expected, seen, what, reason, source, owner, bug, review] = texts.map(T);
    return { script, e, cause, status, severity: severities[severity], kind, level, step, line, against, rule, text, expected, seen, what, reason, source, owner, bug, review };
  });
  const causes = raw.causes.map((c, n) => ({ ...c, n, findings: c.all.map((f) => all[f]) }));
  const byScript = new Map();
  for (const f of all) byScript.set(f.script, [...(byScript.get(f.script) ?? []), f]);
  F = { all, causes, byScript, stories: raw.stories };
  return F;
}

// What a finding's status is called, in order of weight.
const statuses = {
  new: "new",
  baseline: "in the baseline",
  bug: "known bug",
  flaky: "did not come back",
  explained: "known difference",
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
const count = (n, thing, things) => `${number.format(n)} ${n === 1 ? thing : things ?? thing + "s"}`;
const scriptLink = (path, step) => "#script=" + encodeURIComponent(path) + (step === undefined ? "" : `&step=${step}`);
const engineLink = (e) => "#engine=" + encodeURIComponent(engines[e].engine);
const ruleLink = (id) => "#rule=" + encodeURIComponent(id);
const causeLink = (id) => "#finding=" + encodeURIComponent(id);

// A link to elsewhere, if it is one that only opens a page.
function outward(text) {
  return /^https?:\/\/[^\s]+$/.test(text) ? h("a", { href: text, rel: "noreferrer noopener" }, text) : text;
}

// What an engine is called where there is little room.
function label(e) {
  const engine = engines[e];
  if (!engine) return "";
  const spec = engine.engine;
  if (spec.startsWith("python:")) {
    const pypy = /pypy ?v?([0-9.]+)?/i.exec(engine.version + " " + engine.library + " " + spec);
    const version = /\d+\.\d+(\.\d+)?/.exec(engine.version)?.[0] ?? "";
    const module = /\+([A-Za-z0-9_]+)$/.exec(spec)?.[1];
    return (pypy ? "PyPy " : "CPython ") + version + (module ? " + " + module : "");
  }
  return spec;
}

// The group of each engine in a script, by number; null where it was not run or could do nothing.
const groupOf = (run) => (run && !run.fault && !run.skip ? run.g : null);

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
const letter = (group) => String.fromCharCode(65 + Math.min(group, 19));

// An observation of one step, spread out; null where the trace ended before.
function observed(script, engine, step) {
  const run = script.runs[engine];
  const at = run ? script.traces[run.t]?.[step] : undefined;
  if (at === undefined) return null;
  const T = (n) => script.texts[n] ?? "";
  const [outcome, notes, state, actions, transfers, moreActions, moreTransfers] = script.observations[at];
  return {
    outcome: T(outcome), notes: notes.map(T), moreActions, moreTransfers,
    state: state.map(([name, text]) => [T(name), T(text)]),
    actions: actions.map(([text, out]) => [T(text), T(out)]),
    transfers: transfers.map(([from, to, octets, delivered, flags, sha256, records]) => ({
      from: T(from), to: T(to), octets, delivered, sha256, records: records.map(T),
      toSubject: !!(flags & 1), identical: !!(flags & 2), changed: !!(flags & 4), fromSubject: !!(flags & 8),
    })),
  };
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
