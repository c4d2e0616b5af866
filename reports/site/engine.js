// Engine: who it is, where it agrees, what it alone does, what it cannot do. And two runs side by side.

function enginesView() {
  const heads = ["Engine", "Version", "Python semantics", "Family", "Scripts", "Agree", "Known diff.", "Bugs", "New", "Flaky", "Unsupported"];
  return [
    h("h1", {}, "Engines"),
    sortable(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Engines" }, h("table", { class: "engines" },
      h("thead", {}, h("tr", {}, heads.map((t, i) => h("th", { scope: "col", class: i > 3 ? "n" : null }, t)))),
      h("tbody", {}, engines.map((e, i) => h("tr", {},
        h("th", { scope: "row" }, h("a", { href: engineLink(i) }, label(i)), e.engine === D.reference ? h("span", { class: "badge plain" }, "reference") : null, label(i) === e.engine ? null : h("small", {}, e.engine)),
        h("td", {}, e.version || e.library, e.version && e.library !== e.version ? h("small", {}, e.library) : null), h("td", {}, e.semantics), h("td", {}, e.family),
        figure(e.scripts), figure(e.agree), figure(e.explained), figure(e.bugs, "bug"), figure(e.new, "new"), figure(e.flaky), figure(e.unsupported))))))),
  ];
}

async function engineView(name) {
  const e = engines.findIndex((x) => x.engine === name);
  if (e < 0) return [h("h1", {}, "No such engine"), h("p", { class: "empty" }, name)];
  const engine = engines[e];
  const [own, F] = await Promise.all([load(`engines/${e}`), loadFindings()]);
  const causes = F.causes.map((c) => [c, c.findings.filter((f) => f.e === e)]).filter(([, some]) => some.length);
  const alone = h("tbody", {});
  lazily(alone, own.alone, (n) => h("tr", {}, h("td", {}, h("a", { href: scriptLink(scripts[n].path) }, scripts[n].title || scripts[n].path), h("small", { class: "path" }, scripts[n].path)), h("td", {}, strip(scripts[n]))), 2);
  const list = h("div", { class: "findings" });
  lazily(list, causes, ([cause, some]) => h("article", { class: "group" }, findingCard(some[0], cause, true),
    some.length > 1 ? h("p", { class: "more-places" }, h("a", { href: causeLink(cause.id) }, `${count(some.length - 1, "more place")} with the same words`)) : null));
  return [
    h("p", { class: "crumbs" }, h("a", { href: "#engines" }, "Engines")),
    h("h1", {}, label(e)),
    h("dl", { class: "facts" }, h("dt", {}, "asked for as"), h("dd", { class: "mono" }, engine.engine),
      h("dt", {}, "version"), h("dd", {}, engine.version || "–"), h("dt", {}, "library"), h("dd", {}, engine.library || "–"),
      h("dt", {}, "family"), h("dd", {}, engine.family), h("dt", {}, "behaves as"), h("dd", {}, engine.semantics ? `Python ${engine.semantics}` : "–"),
      h("dt", {}, "capabilities"), h("dd", {}, engine.capabilities.join(", ") || "–")),
    h("section", { class: "tiles" }, [["agree", "scripts in agreement", ""], ["new", "new findings", "new"], ["bugs", "known bugs", "bug"], ["explained", "known differences", ""], ["unsupported", "unsupported steps", ""]]
      .map(([key, text, kind]) => h("div", { class: `tile ${engine[key] ? kind : "zero"}` }, h("b", {}, number.format(engine[key])), h("span", {}, text)))),
    h("section", {}, h("h2", {}, "Score by area"), sortable(h("div", { class: "scroll fit" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Area", "Ran", "Agree", "Percent", "Share"].map((t, i) => h("th", { scope: "col", class: i > 0 && i < 4 ? "n" : null }, t)))),
      h("tbody", {}, D.topics.map((t) => [t, ...(t.engines[e] ?? [0, 0])]).filter(([, ran]) => ran).map(([t, ran, agree]) => h("tr", {},
        h("th", { scope: "row" }, h("a", { href: `#scripts&topic=${encodeURIComponent(t.topic)}&engine=${e}` }, t.topic || "no topic")), figure(ran), figure(agree),
        h("td", { class: `n ${shade(agree, ran)}` }, share(agree, ran)), h("td", { class: "barcell" }, bar([["ok", agree], ["apart", ran - agree]], ran))))))))),
    h("section", {}, h("h2", {}, own.alone.length ? `What only it does: ${count(own.alone.length, "script")}` : "It is never alone"),
      own.alone.length ? h("table", { class: "list" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Script"), h("th", { scope: "col" }, "Behaviours"))), alone) : null),
    h("section", {}, h("h2", {}, own.unsupported.length ? "What it cannot do, and why" : "It answered every step"),
      own.unsupported.length ? h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "n" }, "Steps"), h("th", { scope: "col" }, "Reason it gives"), h("th", { scope: "col" }, "For example"))),
        h("tbody", {}, own.unsupported.slice(0, 400).map(([reason, n, script]) => h("tr", {}, figure(n), h("td", { class: "mono" }, reason), h("td", {}, h("a", { href: scriptLink(scripts[script].path) }, scripts[script].path.split("/").pop()))))))) : null),
    h("section", {}, h("h2", {}, causes.length ? count(causes.length, "cause") + " of findings" : "No finding"), list),
  ];
}

async function againstView() {
  const [A, F] = await Promise.all([load("against"), loadFindings()]);
  const delta = (a, b, good) => a === undefined || b === undefined || a === b ? null
    : h("small", { class: (b - a) * good > 0 ? "better" : "worse" }, ` ${b > a ? "+" : "−"}${number.format(Math.abs(b - a))}`);
  const keys = [["scripts", 0], ["agree", 1], ["explained", -1], ["bugs", -1], ["new", -1], ["unsupported", -1]];
  const came = A.came.map((n) => F.all[n]);
  const list = h("div", { class: "findings" });
  lazily(list, came, (f) => findingCard(f, F.causes[f.cause], true));
  const gone = h("tbody", {});
  lazily(gone, A.gone, (f) => h("tr", {}, h("td", {}, badge(f.status), severityMark(f.severity)), h("td", {}, f.engine), h("td", {}, `${f.path}:${f.line}`), h("td", {}, f.what)), 4);
  const changed = h("tbody", {});
  lazily(changed, A.changed, ([s, e, line, step, there, here]) => h("tr", {}, h("td", {}, h("a", { href: scriptLink(scripts[s].path) }, scripts[s].path.split("/").slice(-2).join("/")), `:${line}`),
    h("td", {}, label(e)), h("td", { class: "mono" }, step), h("td", { class: "mono" }, there || "(ended before)"), h("td", { class: "mono" }, here || "(ended before)")), 5);
  const table = (heads, body) => h("div", { class: "scroll", tabindex: "0" }, h("table", {}, h("thead", {}, h("tr", {}, heads.map((t) => h("th", { scope: "col" }, t)))), body));
  return [
    h("h1", {}, "This run beside another"),
    h("p", { class: "hint" }, `Then and now. ${count(A.only_here, "script")} only now, ${count(A.only_there, "script")} only then.`),
    h("section", {}, h("h2", {}, "Engines"), h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Engine", "Then", "Now", "Scripts", "Agree", "Known diff.", "Bugs", "New", "Unsupported"].map((t, i) => h("th", { scope: "col", class: i > 2 ? "n" : null }, t)))),
      h("tbody", {}, A.engines.map((e) => h("tr", {}, h("th", { scope: "row" }, e.engine), h("td", {}, e.there?.version ?? "not there"), h("td", {}, e.here?.version ?? "not there"),
        keys.map(([key, good]) => h("td", { class: "n" }, e.here ? number.format(e.here[key]) : "–", delta(e.there?.[key], e.here?.[key], good))))))))),
    h("section", {}, h("h2", {}, `${count(came.length, "finding")} came`), came.length ? list : null),
    h("section", {}, h("h2", {}, `${count(A.gone.length, "finding")} went`), A.gone.length ? table(["", "Engine", "Where", "What"], gone) : null),
    h("section", {}, h("h2", {}, `${count(A.changes, "answer")} changed`), A.changed.length ? [h("p", { class: "hint" }, "The first step of each script whose outcome is another.",
      A.changes > A.changed.length ? ` The first ${number.format(A.changed.length)} are shown.` : ""), table(["Script", "Engine", "Step", "Then", "Now"], changed)] : null),
  ];
}
