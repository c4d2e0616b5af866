#include "reports/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/tally.h"

namespace parallax {
namespace {

constexpr std::size_t kLongestText = 160;  // of an outcome; all of it is in results.jsonl

std::string count(std::size_t n, std::string_view thing) {
  return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s");
}

void add_engines(std::string& out, const Tally& t) {
  out +=
      "| engine | version | scripts | agree | explained | bugs | new | unsupported |\n"
      "|---|---|--:|--:|--:|--:|--:|--:|\n";
  for (const EngineTally& e : t.engines) {
    const std::string& version = e.identity.version;
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", code_span(e.engine),
                       version.empty() ? "" : code_span(version), e.scripts, e.agree, e.differences,
                       e.bugs, e.fresh, e.unsupported);
  }
}

struct Cause {
  std::string signature;
  std::vector<const Finding*> findings;
};

// By signature, the most frequent first; the order of rows among equals.
std::vector<Cause> causes_of(const Tally& t) {
  std::vector<Cause> causes;
  std::map<std::string, std::size_t> places;
  for (const Finding* finding : t.fresh) {
    const std::string signature = finding->signature();
    const auto [place, is_first] = places.emplace(signature, causes.size());
    if (is_first) causes.push_back({signature, {}});
    causes[place->second].findings.push_back(finding);
  }
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
    return a.findings.size() > b.findings.size();
  });
  return causes;
}

void add_cause(std::string& out, const Cause& cause) {
  const Finding& first = *cause.findings.front();
  out += fmt::format("\n<details><summary>{}, {}</summary>\n\n",
                     first.kind == Finding::Kind::kRule ? "a broken rule" : "a difference",
                     count(cause.findings.size(), "time"));
  out += fmt::format("{}\n\n- at {} of {}, level {}\n- step {}\n- expected {}\n- seen {}\n",
                     code_span(cause.signature),
                     code_span(fmt::format("{}:{}", first.script, first.line)),
                     code_span(first.engine), level_name(first.level), code_span(first.step_text),
                     code_span(first.expected), code_span(first.seen));
  out += fmt::format("- show it: {}\n\n</details>\n", code_span("parallax show " + first.script));
}

}  // namespace

std::string code_span(std::string_view text) {
  std::string inner;
  std::size_t longest = 0, ticks = 0;
  for (std::size_t i = 0; i < text.size() && i < kLongestText; ++i) {
    const char c = text[i];
    ticks = c == '`' ? ticks + 1 : 0;
    longest = std::max(longest, ticks);
    const auto octet = static_cast<unsigned char>(c);
    // A bar would end a table's cell, also inside a code span.
    if (octet < 0x20 || octet == 0x7F)
      inner += ' ';
    else if (c == '|')
      inner += "\\|";
    else
      inner += c;
  }
  if (text.size() > kLongestText) {
    while (!inner.empty() && (static_cast<unsigned char>(inner.back()) & 0x80) != 0)
      inner.pop_back();
    inner += "…";
  }
  const std::string fence(longest + 1, '`');
  return fence + " " + inner + " " + fence;
}

std::string markdown(const std::vector<Row>& rows, const MarkdownOptions& options) {
  const Tally t = tally(rows, options.baseline);
  if (rows.empty()) return "**No script was run.**\n";
  const std::string verdict =
      t.total.fresh == 0 ? "no new difference" : count(t.total.fresh, "new difference");
  std::string out = fmt::format(
      "### Parallax: {}{} in {} on {}\n\n", verdict,
      t.total.faults == 0 ? "" : ", " + count(t.total.faults, "fault") + " of the harness",
      count(t.scripts, "script"), count(t.engines.size(), "engine"));
  add_engines(out, t);
  if (t.total.flaky > 0)
    out += fmt::format("\n{} did not come back in a second run.\n",
                       count(t.total.flaky, "difference"));
  const std::vector<Cause> causes = causes_of(t);
  for (std::size_t i = 0; i < causes.size() && i < options.groups; ++i) add_cause(out, causes[i]);
  if (causes.size() > options.groups)
    out += fmt::format("\n… and {} more; results.jsonl has all.\n", causes.size() - options.groups);
  for (const Row& row : rows) {
    if (!row.fault.empty())
      out += fmt::format("\nFault of the harness: {}\n", code_span(row.fault));
  }
  return out;
}

}  // namespace parallax
