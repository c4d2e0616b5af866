// Main: the address after # decides what is shown: #view&key=value…, or #script=PATH, #engine=NAME, #rule=ID, #finding=ID, #story=ID.

const places = [["overview", "Overview"], ["engines", "Engines"], ["scripts", "Scripts"], ["findings", "Findings"], ["rules", "Rules"], ["known", "Known"], ["stories", "Stories"],
  ["conformance", "Conformance"], ["machines", "State machines"], ["bench", "Buffers and speed"], ["against", "Beside"]];
const single = { script: [scriptView, "scripts"], engine: [engineView, "engines"], rule: [ruleView, "rules"], finding: [causeView, "findings"], story: [storyView, "stories"] };
const lists = { overview, engines: enginesView, scripts: scriptsView, findings: findingsView, rules: rulesView, known: knownView, stories: storiesView, conformance: conformanceView, machines: machinesView, bench: benchView, against: againstView };

function go(view, query, replace) {
  const text = query.toString();
  const hash = "#" + view + (text ? "&" + text : "");
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, "", hash); else history.pushState(null, "", hash);
  render(replace);
}

let turn = 0; // a view that took long must not replace one that was asked for later
async function render(keepFocus, first) {
  const hash = location.hash.slice(1) || "overview";
  const mine = ++turn;
  const [head, ...rest] = hash.split("&");
  const query = new URLSearchParams(rest.join("&"));
  const equals = head.indexOf("=");
  const [name, value] = equals < 0 ? [head, ""] : [head.slice(0, equals), decoded(head.slice(equals + 1))];
  const main = document.getElementById("content");
  let content;
  try {
    content = Object.hasOwn(single, name) && equals > 0 ? await single[name][0](value, query) : await (Object.hasOwn(lists, name) ? lists[name] : overview)(query);
  } catch (error) {
    content = [h("h1", {}, "This cannot be shown"), h("p", { class: "empty", role: "alert" }, error.message)];
  }
  if (mine !== turn) return;
  const at = document.activeElement;
  const caret = keepFocus && at?.id ? [at.id, at.selectionStart] : null;
  main.replaceChildren(...[content].flat(Infinity).filter((node) => node instanceof Node));
  // What scrolls can be scrolled by keys, and says what it is.
  for (const box of main.querySelectorAll(".scroll:not([tabindex])")) {
    for (const [key, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", box.closest("section")?.querySelector("h2")?.textContent || document.title]]) box.setAttribute(key, value);
  }
  drawPlots();
  main.dataset.view = name;
  navigation(Object.hasOwn(single, name) ? single[name][1] : Object.hasOwn(lists, name) ? name : "overview");
  document.title = (value || places.find(([p]) => p === name)?.[1] || "Overview") + " · Parallax";
  const row = query.has("step") ? document.getElementById("line-" + query.get("step")) : null;
  if (caret) {
    const again = document.getElementById(caret[0]);
    again?.focus();
    if (caret[1] !== null && again?.setSelectionRange) again.setSelectionRange(caret[1], caret[1]);
  } else if (row) {
    row.scrollIntoView({ block: "center" });
    row.classList.add("flash");
    setTimeout(() => row.classList.remove("flash"), 1600);
  } else if (!keepFocus) {
    scrollTo(0, 0);
    if (!first) main.focus({ preventScroll: true });
  }
  document.documentElement.dataset.ready = name; // for those who drive a browser
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function navigation(now) {
  const counts = { engines: engines.length, scripts: D.scripts, findings: D.findings, rules: D.rules.length };
  const there = { conformance: D.conformance, machines: D.machines.length, bench: D.benches || D.pictures.length, against: D.against, stories: D.stories.length };
  document.getElementById("nav").replaceChildren(...places.filter(([name]) => !(name in there) || there[name]).map(([name, text]) =>
    h("a", { href: "#" + name, "aria-current": name === now ? "page" : null }, text,
      name in counts ? h("span", { class: "count" }, number.format(counts[name])) : null)));
}

async function turnScript(by) {
  if (!location.hash.startsWith("#script=")) return;
  await loadScripts();
  const at = scriptByPath.get(decoded(location.hash.slice("#script=".length).split("&")[0])) + by;
  if (scripts[at]) location.hash = scriptLink(scripts[at].path);
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address names a view, not a place in it
  document.getElementById("content").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape" && typing) event.target.blur();
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    if (document.getElementById("search")) document.getElementById("search").focus();
    else { location.hash = "#scripts"; setTimeout(() => document.getElementById("search")?.focus(), 300); }
  }
  if (event.key === "j") turnScript(1);
  if (event.key === "k") turnScript(-1);
});

// The theme: the system's, until the reader chooses another.
const root = document.documentElement;
const stored = () => { try { return localStorage.getItem("parallax-theme"); } catch { return null; } };
if (["light", "dark"].includes(stored())) root.dataset.theme = stored();
document.getElementById("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("parallax-theme", root.dataset.theme); } catch { /* not kept, then */ }
  render(true);
});

load("index").then((index) => {
  D = index;
  engines = D.engines;
  document.getElementById("foot").replaceChildren(
    h("p", {}, `Parallax ${D.parallax}`, D.peers.length ? ` · peer ${D.peers.join("; ")}` : "",
      ` · reference ${D.reference || "the first engine"} · level ${D.level || "none"}`),
    h("p", {}, "Keys: / search, j and k next and previous script"));
  addEventListener("hashchange", () => render(false));
  return render(false, true);
}).catch((error) => document.getElementById("content").replaceChildren(h("h1", {}, "This site cannot be shown"), h("p", { class: "empty", role: "alert" }, error.message)));
