// Finding: one cause with its story, its places, and a program that shows it.

// Markdown as docs/findings.md uses it: paragraphs, lists, tables as they stand, fenced programs, `code`, **bold**.
function prose(text) {
  const inline = (line) => line.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) =>
    part.startsWith("`") && part.length > 2 ? h("code", {}, part.slice(1, -1)) : part.startsWith("**") && part.length > 4 ? h("strong", {}, part.slice(2, -2)) : part);
  return text.split(/^```/m).map((block, i) => {
    if (i % 2) return programBlock(block.slice(block.indexOf("\n") + 1).replace(/\n$/, ""), block.slice(0, block.indexOf("\n")).trim());
    return block.split(/\n{2,}/).filter((p) => p.trim()).map((p) => {
      const lines = p.trim().split("\n");
      if (lines.every((l) => l.startsWith("- "))) return h("ul", {}, lines.map((l) => h("li", {}, inline(l.slice(2)))));
      if (lines[0].startsWith("|")) return h("pre", {}, p.trim());
      if (/^#{1,6} /.test(lines[0])) return h("h3", {}, lines[0].replace(/^#+ /, ""));
      return h("p", { class: "prose" }, inline(lines.join(" ")));
    });
  });
}

function programBlock(text, language) {
  const code = h("code", {}, text);
  return h("div", { class: "program" }, copyButton(() => text),
    h("pre", { tabindex: "0", role: "region", "aria-label": language ? `Program, ${language}` : "Text" }, code));
}

function copyButton(text) {
  const button = h("button", { type: "button", class: "copy" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(await text());
      button.textContent = "Copied";
    } catch {
      const pre = button.parentElement.querySelector("pre");
      if (pre) getSelection().selectAllChildren(pre);
      button.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  return button;
}

// The reproducer in its three forms, as tabs.
function reproducers(s, names) {
  const whole = async (form) => {
    if (form === "script") return s.script;
    if (typeof s[form] === "string") return null;
    const parts = await load("parts");
    return s[form].map((p) => typeof p === "number" ? parts[p] : p).join("");
  };
  const forms = [["python", "Python"], ["cpp", "C++"], ["script", "Script"]].filter(([form]) => s[form] !== undefined && s[form] !== "");
  if (!forms.length) return h("p", { class: "hint" }, "A step of this script was too long to be kept, so there is no program; ", h("code", {}, `parallax export ${s.path}`), " makes one.");
  const panel = h("div", { role: "tabpanel", id: "program", tabindex: "0" });
  const tabs = forms.map(([form, name], i) => h("button", { type: "button", role: "tab", id: "tab-" + form, "aria-controls": "program", "aria-selected": "false", tabindex: "-1",
    onclick: () => open(form),
    onkeydown: (e) => {
      const to = e.key === "ArrowRight" ? i + 1 : e.key === "ArrowLeft" ? i - 1 : -1;
      if (to >= 0 && to < forms.length) { tabs[to].focus(); open(forms[to][0]); }
    } }, name));
  const hints = {
    python: "Needs Python and nothing else: python3 case.py",
    cpp: "g++ case.cc -lssl -lcrypto && ./a.out, against OpenSSL or BoringSSL",
    script: "parallax show case.plx, with any engine",
  };
  async function open(form) {
    for (const tab of tabs) {
      const on = tab.id === "tab-" + form;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", "tab-" + form);
    const text = await whole(form);
    panel.replaceChildren(...(text === null ? [h("p", { class: "hint" }, s[form])] : [h("p", { class: "hint" }, hints[form]), programBlock(text, form)]));
  }
  open(forms[0][0]);
  const flags = names.map((n) => ` -e ${/^[\w:./@+-]+$/.test(n) ? n : `'${n.replaceAll("'", "'\\''")}'`}`).join("");
  const path = /^[\w./-]+$/.test(s.path) ? s.path : `'${s.path.replaceAll("'", "'\\''")}'`;
  return h("div", { class: "reproducer" }, h("div", { role: "tablist", "aria-label": "Form of the program" }, tabs), panel,
    h("dl", { class: "commands" }, h("dt", {}, "show it"), h("dd", { class: "mono" }, `parallax show ${path}${flags}`),
      h("dt", {}, "make it small"), h("dd", { class: "mono" }, `parallax minimize ${path}${flags}`)));
}

async function causeView(id) {
  const F = await loadFindings();
  const cause = F.causes.find((c) => c.id === id);
  if (!cause) return [h("h1", {}, "No such finding"), h("p", { class: "empty" }, id), h("p", {}, "It may have gone with this run; the history says when it was last seen.")];
  const f = cause.findings[0];
  const s = await load("scripts/" + scripts[f.script].file);
  const story = D.stories.findIndex((x) => x.id === cause.story);
  const on = [...new Set(cause.findings.map((x) => x.e))];
  const places = h("tbody", {});
  lazily(places, cause.findings, (x) => h("tr", {}, h("td", {}, badge(x.status)), h("td", {}, label(x.e)), h("td", {}, h("a", { href: scriptLink(scripts[x.script].path, x.step) }, `${scripts[x.script].path}:${x.line}`)), h("td", { class: "mono" }, x.seen)), 4);
  return [
    h("p", { class: "crumbs" }, h("a", { href: "#findings" }, "Findings")),
    h("h1", {}, f.reason || f.what || cause.words),
    h("p", { class: "head" }, badge(cause.status), severityMark(cause.severity), h("span", { class: "level" }, `level ${f.level}`)),
    h("dl", { class: "facts" },
      h("dt", {}, "engines"), h("dd", {}, on.map((e, i) => [i ? ", " : "", h("a", { href: engineLink(e) }, label(e))])),
      h("dt", {}, f.kind === "rule" ? "breaks rule" : "judged by"), h("dd", {}, f.kind === "rule" ? h("a", { href: ruleLink(f.rule) }, f.rule) : f.kind === "expected" ? "the script's own expectation" : ["the reference, ", label(engines.findIndex((e) => e.engine === f.against)) || f.against]),
      f.kind === "rule" ? [h("dt", {}, "the rule"), h("dd", {}, D.rules.find((r) => r.id === f.rule)?.sentence ?? "")] : null,
      h("dt", {}, "step"), h("dd", { class: "mono" }, f.text), h("dt", {}, "expected"), h("dd", { class: "mono" }, f.expected), h("dt", {}, "seen"), h("dd", { class: "mono seen" }, f.seen),
      f.reason ? [h("dt", {}, "found"), h("dd", {}, f.what)] : null, f.source ? [h("dt", {}, "source"), h("dd", {}, f.source)] : null, duties(f),
      cause.seen.length ? cause.seen.map(([e, first, last]) => [h("dt", {}, "seen"), h("dd", {}, `${label(e)}: first ${first.slice(0, 10)}, last ${last.slice(0, 10)}`)])
        : [h("dt", {}, "first seen"), h("dd", {}, D.history.length ? "in this run" : "no history is kept; parallax run --history FILE keeps one")],
      h("dt", {}, "group"), h("dd", { class: "mono" }, cause.words)),
    story >= 0 ? h("section", {}, h("h2", {}, "Story: ", h("a", { href: "#story=" + encodeURIComponent(cause.story) }, D.stories[story].title)), prose(F.stories[story].split(/^```/m)[0])) : null,
    h("section", {}, h("h2", {}, "See it yourself"), h("p", { class: "hint" }, "The shortest script that shows it, ", h("a", { href: scriptLink(scripts[f.script].path, f.step) }, scripts[f.script].path), ", as a program to copy."),
      reproducers(s, [...new Set([engines[f.e].engine, f.against || D.reference].filter(Boolean))])),
    h("section", {}, h("h2", {}, count(cause.findings.length, "place")), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Places" }, h("table", {}, h("thead", {}, h("tr", {}, ["Standing", "Engine", "Where", "Seen"].map((t) => h("th", { scope: "col" }, t)))), places))),
  ];
}

async function storyView(id) {
  const at = D.stories.findIndex((s) => s.id === id);
  if (at < 0) return [h("h1", {}, "No such story"), h("p", { class: "empty" }, id)];
  const F = await loadFindings();
  const story = D.stories[at];
  const causes = F.causes.filter((c) => c.story === id);
  return [
    h("p", { class: "crumbs" }, h("a", { href: "#stories" }, "Findings told at length")),
    h("h1", {}, story.title),
    h("p", { class: "head" }, severityMark(story.severity), story.security ? h("span", { class: "badge plain" }, "security") : null),
    h("dl", { class: "facts" }, h("dt", {}, "versions"), h("dd", {}, story.versions || "–"), h("dt", {}, "status"), h("dd", {}, story.status || "–"),
      causes.length ? [h("dt", {}, "in this run"), h("dd", {}, causes.map((c, i) => [i ? ", " : "", h("a", { href: causeLink(c.id) }, count(c.findings.length, "place"))]))] : null),
    h("section", { class: "story" }, prose(F.stories[at])),
  ];
}
