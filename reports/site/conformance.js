// Conformance: engines by section of the RFCs, from `parallax conformance`'s JSON, with the sentence beside each failure.

const marks = ["strictly", "as-meant", "partly", "failed", "unsupported"];

async function conformanceView(query) {
  if (!D.conformance) return [h("h1", {}, "Conformance"), h("p", { class: "empty" }, "No conformance matrix was given; ", h("code", {}, "parallax report --conformance FILE"), " shows one.")];
  const C = await load("conformance");
  const names = C.engines.map((e) => e.name);
  const good = (c) => (c.strictly ?? 0) + (c["as-meant"] ?? 0);
  const judged = (c) => marks.slice(0, 4).reduce((a, m) => a + (c[m] ?? 0), 0);
  const cell = (c, href) => !judged(c ?? {}) ? h("td", { class: "self", title: c?.unsupported ? `${c.unsupported} unsupported` : null }, c?.unsupported ? "u" : "–")
    : h("td", { class: shade(good(c), judged(c)), title: marks.map((m) => `${c[m] ?? 0} ${m}`).join(", ") },
      good(c) === judged(c) ? share(good(c), judged(c)) : h("a", { href }, share(good(c), judged(c))));
  const at = (name, section) => "#conformance&engine=" + encodeURIComponent(name) + (section ? "&section=" + encodeURIComponent(section) : "");
  const words = (query.get("q") ?? "").toLowerCase();
  const failures = C.failures.filter((f) => (!query.get("engine") || f.engine === query.get("engine")) && (!query.get("mark") || f.mark === query.get("mark")) &&
    (!query.get("section") || (f.sentences ?? []).some((s) => `${s.source} ${s.section}` === query.get("section"))) &&
    (!words || JSON.stringify(f).toLowerCase().includes(words)));
  const list = h("div", { class: "findings" });
  const row = (text, value, kind) => value ? [h("dt", {}, text), h("dd", { class: kind }, value)] : [];
  lazily(list, failures, (f) => h("article", { class: `finding ${f.known?.kind === "bug" ? "bug" : f.known ? "explained" : "new"}` },
    h("p", { class: "head" }, h("span", { class: `badge ${f.mark === "failed" ? "new" : "flaky"}` }, f.mark), h("strong", {}, f.engine), h("span", { class: "where" }, f.script)),
    h("p", { class: "what" }, f.title),
    (f.sentences ?? []).map((s) => h("blockquote", {}, h("p", {}, s.text), h("footer", {}, `${s.source}, section ${s.section}`, s.level ? `, ${s.level}` : ""))),
    h("dl", {}, row("step", f.step, "mono"), row("wanted", f.wanted, "mono"), row("seen", f.seen, "mono seen"), row("values", f.values, "mono"), row("reason", f.known?.reason), row("source", f.known?.source)),
    f.text ? h("details", {}, h("summary", {}, "The script"), programBlock(f.text, "script")) : null));
  const sections = [...new Set(C.failures.flatMap((f) => (f.sentences ?? []).map((s) => `${s.source} ${s.section}`)))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return [
    h("h1", {}, "Conformance"),
    h("p", { class: "hint" }, `Which sentence does it break? ${count(C.scripts, "script")}, each citing a sentence of an RFC. Percent of those judged that are kept, strictly as written or as meant (the same refusal with another alert); u: unsupported.`),
    sortable(h("div", { class: "scroll fit", tabindex: "0", role: "region", "aria-label": "Conformance by section" }, h("table", { class: "matrix areas" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Section"), C.engines.map((e) => h("th", { scope: "col", title: `${e.library} ${e.version}` }, h("span", { class: "column" }, e.name))))),
      h("tbody", {}, C.sections.map((s) => h("tr", {}, h("th", { scope: "row" }, `${s.source} ${s.section}`), names.map((n) => cell(s.cells[n], at(n, `${s.source} ${s.section}`)))))),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "all, each script once"), C.engines.map((e) => cell(e.counts, at(e.name)))))))),
    h("section", { class: "below" }, h("h2", {}, "What was not kept strictly"),
      filters("conformance", query, [["q", "Search"], ["engine", "Engine", [["", "all engines"], ...names.map((n) => [n, n])]], ["mark", "Verdict", [["", "all"], ...marks.slice(1, 4).map((m) => [m, m])]], ["section", "Section", [["", "all"], ...sections.map((s) => [s, s])]]]),
      h("p", { class: "hint", role: "status" }, `${number.format(failures.length)} of ${number.format(C.failures.length)}`), list),
  ];
}
