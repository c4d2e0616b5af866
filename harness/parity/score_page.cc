// The page of a parity run: plain HTML, made here; nothing is loaded and nothing runs.

#include <fmt/format.h>

#include <set>

#include "harness/parity/score.h"
#include "reports/junit.h"

namespace parallax {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --line: #8884; --dim: #777; --good: #1b6e3c; --bad: #b3261e; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1.5rem; }
table { border-collapse: collapse; margin: 1rem 0 2rem; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th:first-child, td:first-child { text-align: left; }
.rows td, .rows th { text-align: left; }
code { font: .86em ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.dim { color: var(--dim); } .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
)";

// Longer texts are of no use on a page; results.jsonl has them whole.
constexpr std::size_t kLongest = 300;

std::string escaped(const std::string& text) {
  if (text.size() <= kLongest) return xml_escape(text);
  return xml_escape(text.substr(0, kLongest)) + "…";
}

std::string share(const Count& counted) {
  const double score = counted.score();
  return fmt::format("<td class=\"{}\">{:.1f}%</td>", score == 100.0 ? "good" : "bad", score);
}

std::string table_of_areas(const Score& score) {
  std::string out =
      "<table><tr><th>area</th><th>probes</th><th>same</th><th>difference</th><th>bugs</th>"
      "<th>unexplained</th><th>flaky</th><th>unsupported</th><th>score</th></tr>\n";
  const auto line = [&](const std::string& name, const Count& c) {
    out += fmt::format(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</"
        "td>"
        "{}</tr>\n",
        escaped(name), c.probes(), c.same, c.differences, c.bugs, c.fresh, c.flaky, c.unsupported,
        share(c));
  };
  for (const auto& [area, counted] : score.areas) line(area, counted);
  line("all", score.total);
  return out + "</table>\n";
}

std::string matrix(const std::vector<Score>& scores) {
  std::set<std::string> areas;
  for (const Score& score : scores) {
    for (const auto& [area, counted] : score.areas) areas.insert(area);
  }
  std::string out = "<table><tr><th>interpreter</th>";
  for (const std::string& area : areas) out += fmt::format("<th>{}</th>", escaped(area));
  out += "<th>all</th><th>unexplained</th></tr>\n";
  for (const Score& score : scores) {
    out += fmt::format("<tr><td>{}</td>", escaped(score.identity.version));
    for (const std::string& area : areas) {
      const auto it = score.areas.find(area);
      out += it == score.areas.end() ? "<td>–</td>" : share(it->second);
    }
    out += fmt::format("{}<td>{}</td></tr>\n", share(score.total), score.total.fresh);
  }
  return out + "</table>\n";
}

// The rows that `wanted` takes, below a heading that can be folded; nothing if there are none.
template <typename Wanted>
std::string rows(const Score& score, std::string_view heading, bool open, const Wanted& wanted) {
  std::string lines;
  std::size_t n = 0;
  for (const Row* row : score.rows) {
    for (const Finding& f : row->findings) {
      if (!wanted(f)) continue;
      ++n;
      lines += fmt::format(
          "<tr><td><code>{}</code><br><span class=\"dim\">{}</span></td><td><code>{}</code></td>"
          "<td><code>{}</code></td><td><code>{}</code></td><td>{}<br><span "
          "class=\"dim\">{}</span></td>"
          "</tr>\n",
          escaped(probe_name(row->script)), escaped(row->title), escaped(f.step_text),
          escaped(f.expected), escaped(f.seen), escaped(f.known_reason), escaped(f.known_source));
    }
  }
  if (n == 0) return {};
  return fmt::format(
      "<details{}><summary>{} ({})</summary>\n<table class=\"rows\"><tr><th>probe</th><th>step</th>"
      "<th>reference</th><th>here</th><th>why</th></tr>\n{}</table></details>\n",
      open ? " open" : "", heading, n, lines);
}

}  // namespace

std::string score_page(const std::vector<Score>& scores, const std::vector<std::string>& notes) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>Parity</title>"
      "<style>{}</style></head>\n<body><h1>Parity</h1>\n",
      kStyle);
  if (!scores.empty()) {
    const Score& first = scores.front();
    out += fmt::format("<p>Compared with {} ({}), <code>{}</code>.</p>\n",
                       escaped(first.reference_identity.version),
                       escaped(first.reference_identity.library), escaped(first.reference));
  }
  for (const std::string& note : notes)
    out += fmt::format("<p class=\"dim\">{}</p>\n", escaped(note));
  if (scores.size() > 1) out += matrix(scores);
  for (const Score& score : scores) {
    out += fmt::format("<h2>{} <span class=\"dim\">{}</span></h2>\n",
                       escaped(score.identity.version), escaped(score.identity.library));
    out += table_of_areas(score);
    out += rows(score, "Unexplained", true,
                [](const Finding& f) { return !f.explained() && !f.flaky; });
    out += rows(score, "Bugs", true, [](const Finding& f) { return f.known_kind == "bug"; });
    out += rows(score, "Differences with a reason", false,
                [](const Finding& f) { return f.known_kind == "difference"; });
    out += rows(score, "Flaky", false, [](const Finding& f) { return f.flaky && !f.explained(); });
  }
  return out + "</body></html>\n";
}

}  // namespace parallax
