#include "harness/conformance/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/compare/judge.h"
#include "harness/fmt/markup.h"

namespace parallax {
namespace {

using Section = std::pair<std::string, std::string>;

// "4.10" after "4.9": parts that are numbers are compared as such.
bool before(const Section& a, const Section& b) {
  if (a.first != b.first) return a.first < b.first;
  std::string_view x = a.second, y = b.second;
  while (!x.empty() && !y.empty()) {
    const std::string_view p = x.substr(0, x.find('.')), q = y.substr(0, y.find('.'));
    if (p != q) {
      const auto digits = [](std::string_view t) {
        return !t.empty() && t.find_first_not_of("0123456789") == std::string_view::npos;
      };
      if (digits(p) && digits(q) && p.size() != q.size()) return p.size() < q.size();
      return p < q;
    }
    x.remove_prefix(std::min(p.size() + 1, x.size()));
    y.remove_prefix(std::min(q.size() + 1, y.size()));
  }
  return x.size() < y.size();
}

// One covering array's rows, for each engine the values under which they are not strictly as written.
std::map<std::string, std::vector<std::string>> blames(const std::vector<CorpusScript>& scripts,
                                                       const SuiteResult& result,
                                                       std::size_t engines) {
  std::map<std::string, std::vector<std::size_t>> arrays;
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    if (!scripts[i].array.empty()) arrays[scripts[i].array].push_back(i);
  }
  std::map<std::string, std::vector<std::string>> all;
  for (const auto& [name, indices] : arrays) {
    for (std::size_t e = 0; e < engines; ++e) {
      std::vector<std::vector<Choice>> rows;
      std::vector<bool> failed;
      for (const std::size_t i : indices) {
        const Mark mark = result.verdicts[i][e].mark;
        if (mark == Mark::kUnsupported) continue;
        rows.push_back(scripts[i].choices);
        failed.push_back(mark != Mark::kStrictly);
      }
      all[name].push_back(blame(rows, failed));
    }
  }
  return all;
}

std::string cell_text(const Counts& counts) {
  if (std::all_of(counts.begin(), counts.end(), [](std::size_t n) { return n == 0; })) return "-";
  std::string text = fmt::format("{}", counts[0]);
  static constexpr std::string_view kSigns[] = {"", "~", "/", "!", "?"};
  for (std::size_t m = 1; m < counts.size(); ++m) {
    if (counts[m] != 0) text += fmt::format(" {}{}", counts[m], kSigns[m]);
  }
  return text;
}

std::string version_of(const Identity& identity) {
  return identity.version.empty() ? identity.library : identity.version;
}

std::string_view worst(const Counts& counts) {
  for (const Mark mark : {Mark::kFailed, Mark::kPartly, Mark::kAsMeant, Mark::kStrictly}) {
    if (counts[static_cast<std::size_t>(mark)] != 0) return mark_word(mark);
  }
  return "unsupported";
}

constexpr std::string_view kStyle = R"(<style>
body{font:14px/1.45 system-ui,sans-serif;margin:2em auto;max-width:78em;padding:0 1em;color:#1c2128;background:#fff}
table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #c9d1d9;padding:.25em .6em;text-align:left;vertical-align:top}
th{background:#f0f3f6}.strictly{background:#dcf5e3}.as-meant{background:#eef6d6}.partly{background:#fff1c9}
.failed{background:#ffdcd7}.unsupported{color:#6a737d}code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
q{font-style:italic}@media(prefers-color-scheme:dark){body{background:#14181d;color:#dfe5ec}th{background:#222931}
td,th{border-color:#3b444e}.strictly{background:#15391f}.as-meant{background:#333d13}.partly{background:#4b3a08}.failed{background:#5a1d18}}
</style>)";

void add_failure_html(std::string& out, const Matrix& matrix, const MatrixFailure& failure) {
  const SentenceVerdict& verdict = failure.verdict;
  out += fmt::format("<tr><td>{}</td><td class=\"{}\">{}</td><td><code>{}</code><br>{}",
                     escape_markup(matrix.engines[failure.engine]), mark_word(verdict.mark),
                     mark_word(verdict.mark), escape_markup(failure.script->name),
                     escape_markup(failure.script->script.title()));
  if (!failure.values.empty()) out += fmt::format("<br>where {}", escape_markup(failure.values));
  out += "</td><td>";
  for (const Sentence* sentence : failure.script->sentences) {
    out += fmt::format("<p>{} {}, {}: <q>{}</q></p>", escape_markup(sentence->source),
                       escape_markup(sentence->section), sentence->level,
                       escape_markup(sentence->text));
  }
  out += fmt::format("</td><td><code>{}</code><br>wanted <code>{}</code><br>saw <code>{}</code>",
                     escape_markup(verdict.step), escape_markup(verdict.wanted),
                     escape_markup(verdict.seen));
  if (failure.explained) {
    out += fmt::format("<p>Known {}: {} ({})</p>", escape_markup(failure.kind),
                       escape_markup(failure.reason), escape_markup(failure.source));
  }
  out += "</td></tr>\n";
}

}  // namespace

std::size_t Matrix::unexplained() const {
  return static_cast<std::size_t>(
      std::count_if(failures.begin(), failures.end(), [](const MatrixFailure& failure) {
        return !failure.explained && failure.verdict.mark >= Mark::kPartly;
      }));
}

Matrix make_matrix(const std::vector<CorpusScript>& scripts, const SuitePlan& plan,
                   const SuiteResult& result, Known* known) {
  Matrix matrix;
  for (const EngineSpec& engine : plan.engines) matrix.engines.push_back(engine.text);
  matrix.identities = result.identities;
  matrix.scripts = scripts.size();
  matrix.seconds = result.seconds;
  matrix.totals.resize(plan.engines.size());
  const auto values = blames(scripts, result, plan.engines.size());
  std::map<Section, std::vector<Counts>, decltype(&before)> sections(&before);
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    std::set<Section> cited;
    for (const Sentence* sentence : scripts[i].sentences)
      cited.emplace(sentence->source, sentence->section);
    for (std::size_t e = 0; e < plan.engines.size(); ++e) {
      const SentenceVerdict& verdict = result.verdicts[i][e];
      const auto mark = static_cast<std::size_t>(verdict.mark);
      ++matrix.totals[e][mark];
      for (const Section& section : cited) {
        auto& cells = sections[section];
        cells.resize(plan.engines.size());
        ++cells[e][mark];
      }
      const KnownFailure* explained = known->match(
          names_of(matrix.engines[e], matrix.identities[e]), scripts[i].name, verdict.mark);
      if (verdict.mark == Mark::kStrictly || verdict.mark == Mark::kUnsupported) continue;
      MatrixFailure failure;
      failure.engine = e;
      failure.script = &scripts[i];
      failure.verdict = verdict;
      if (!scripts[i].array.empty()) failure.values = values.at(scripts[i].array)[e];
      if (explained != nullptr) {
        failure.explained = true;
        failure.kind = explained->kind;
        failure.reason = explained->reason;
        failure.source = explained->source;
      }
      matrix.failures.push_back(std::move(failure));
    }
  }
  for (auto& [section, cells] : sections)
    matrix.rows.push_back({section.first, section.second, std::move(cells)});
  return matrix;
}

std::string matrix_text(const Matrix& matrix) {
  std::size_t wide = 8;
  for (const MatrixRow& row : matrix.rows)
    wide = std::max(wide, row.source.size() + row.section.size() + 1);
  std::vector<std::size_t> columns;
  for (std::size_t e = 0; e < matrix.engines.size(); ++e) {
    std::size_t width = std::max(matrix.engines[e].size(), cell_text(matrix.totals[e]).size());
    for (const MatrixRow& row : matrix.rows)
      width = std::max(width, cell_text(row.cells[e]).size());
    columns.push_back(width);
  }
  std::string out = fmt::format("{:<{}}", "section", wide);
  for (std::size_t e = 0; e < columns.size(); ++e)
    out += fmt::format("  {:<{}}", matrix.engines[e], columns[e]);
  const auto add = [&](const std::string& name, const std::vector<Counts>& cells) {
    out += fmt::format("\n{:<{}}", name, wide);
    for (std::size_t e = 0; e < columns.size(); ++e)
      out += fmt::format("  {:<{}}", cell_text(cells[e]), columns[e]);
  };
  for (const MatrixRow& row : matrix.rows) add(row.source + " " + row.section, row.cells);
  add("scripts", matrix.totals);
  out += "\n\nstrictly as written; ~ as meant (another alert), / partly, ! failed, ? unsupported\n";
  for (const MatrixFailure& failure : matrix.failures) {
    if (failure.explained || failure.verdict.mark < Mark::kPartly) continue;
    out += fmt::format("\n{}: {}: {}\n", matrix.engines[failure.engine],
                       mark_word(failure.verdict.mark), failure.script->name);
    if (!failure.values.empty()) out += fmt::format("  where {}\n", failure.values);
    for (const Sentence* sentence : failure.script->sentences) {
      out += fmt::format("  {} {}, {}: \"{}\"\n", sentence->source, sentence->section,
                         sentence->level, sentence->text);
    }
    out +=
        fmt::format("  {}\n    wanted {}\n    saw    {}\n", failure.verdict.step,
                    failure.verdict.wanted.empty() ? "that it can be said" : failure.verdict.wanted,
                    failure.verdict.seen);
  }
  const auto known = static_cast<std::size_t>(
      std::count_if(matrix.failures.begin(), matrix.failures.end(),
                    [](const MatrixFailure& failure) { return failure.explained; }));
  out +=
      fmt::format("\n{} scripts on {} engines in {:.1f} s; {} failures, {} known\n", matrix.scripts,
                  matrix.engines.size(), matrix.seconds, matrix.unexplained(), known);
  return out;
}

std::string matrix_html(const Matrix& matrix) {
  std::string out =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>Conformance, engine by section</title>";
  out += kStyle;
  out += fmt::format(
      "<h1>Conformance, engine by section</h1><p>{} scripts, each of which tests a sentence. A "
      "cell "
      "counts scripts: strictly as written, ~ as meant (another alert, same refusal), / partly, ! "
      "failed, ? unsupported.</p><table><tr><th>section</th>",
      matrix.scripts);
  for (std::size_t e = 0; e < matrix.engines.size(); ++e) {
    out += fmt::format(
        "<th>{}<br>{}</th>", escape_markup(matrix.engines[e]),
        e < matrix.identities.size() ? escape_markup(version_of(matrix.identities[e])) : "");
  }
  out += "</tr>\n";
  const auto add = [&](const std::string& name, const std::vector<Counts>& cells) {
    out += fmt::format("<tr><th>{}</th>", escape_markup(name));
    for (const Counts& counts : cells)
      out += fmt::format("<td class=\"{}\">{}</td>", worst(counts), cell_text(counts));
    out += "</tr>\n";
  };
  for (const MatrixRow& row : matrix.rows) add(row.source + " " + row.section, row.cells);
  add("scripts", matrix.totals);
  out +=
      "</table><h2>What is not strictly as written</h2><table><tr><th>engine</th><th>mark</th>"
      "<th>script</th><th>sentence</th><th>what happened</th></tr>\n";
  for (std::size_t m = kMarks.size(); m-- > 0;) {
    for (const MatrixFailure& failure : matrix.failures) {
      if (failure.verdict.mark == kMarks[m]) add_failure_html(out, matrix, failure);
    }
  }
  return out + "</table></html>\n";
}

}  // namespace parallax
