// Main: the address after # decides what is shown: #view&key=value…, or #script=PATH.

const views = [["overview", "Overview"], ["scripts", "Scripts"], ["findings", "Findings"], ["rules", "Rules"]];

function go(view, query, replace) {
  const text = query.toString();
  const hash = "#" + view + (text ? "&" + text : "");
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, "", hash); else history.pushState(null, "", hash);
  render(replace);
}

function render(keepFocus) {
  const hash = location.hash.slice(1) || "overview";
  if (hash === "content") return document.getElementById("content").focus();
  if (hash.startsWith("line-")) return;
  const main = document.getElementById("content");
  const isScript = hash.startsWith("script=");
  const [view, ...rest] = hash.split("&");
  const query = new URLSearchParams(rest.join("&"));
  const path = isScript ? decoded(hash.slice("script=".length)) : "";
  const content = isScript ? scriptView(path) : view === "scripts" ? scriptsView(query)
    : view === "findings" ? findingsView(query) : view === "rules" ? rulesView() : overview();
  const caret = keepFocus && document.activeElement?.id === "search" ? document.activeElement.selectionStart : null;
  main.replaceChildren(...[content].flat(Infinity).filter((node) => node instanceof Node));
  main.dataset.view = isScript ? "script" : view;
  navigation(isScript ? "scripts" : view);
  document.title = (isScript ? path : views.find(([name]) => name === view)?.[1] ?? "Overview") + " · Parallax";
  if (caret !== null) {
    const search = document.getElementById("search");
    search?.focus();
    search?.setSelectionRange(caret, caret);
  } else if (!keepFocus) scrollTo(0, 0);
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function navigation(now) {
  const counts = { scripts: scripts.length, findings: findings.length, rules: D.rules.length };
  document.getElementById("nav").replaceChildren(...views.map(([name, label]) =>
    h("a", { href: "#" + name, "aria-current": name === now ? "page" : null }, label,
      name in counts ? h("span", { class: "count" }, number.format(counts[name])) : null)));
}

// Links to a step stay in the view: they scroll, and leave the address alone.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-step]");
  if (!link || !link.getAttribute("href").startsWith("#line-")) return;
  event.preventDefault();
  const row = document.getElementById(link.getAttribute("href").slice(1));
  row?.scrollIntoView({ block: "center" });
  row?.classList.add("flash");
  setTimeout(() => row?.classList.remove("flash"), 1200);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
  if (event.key === "Escape" && typing) event.target.blur();
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    if (!document.getElementById("search")) go("scripts", new URLSearchParams());
    document.getElementById("search")?.focus();
  }
  if ((event.key === "j" || event.key === "k") && location.hash.startsWith("#script=")) {
    const at = scriptByPath.get(decoded(location.hash.slice("#script=".length))) + (event.key === "j" ? 1 : -1);
    if (scripts[at]) location.hash = scriptLink(scripts[at].path);
  }
});

document.getElementById("foot").replaceChildren(
  h("p", {}, `Parallax ${D.parallax}`, D.peers.length ? ` · peer ${D.peers.join("; ")}` : "",
    ` · reference ${D.reference || "the first engine"} · level ${D.level}`),
  h("p", {}, "Keys: / search, j and k next and previous script"));
addEventListener("hashchange", () => render(false));
addEventListener("popstate", () => render(false));
render(false);
