#include "harness/parity/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/compare/expectations.h"
#include "harness/parity/probes.h"

namespace parallax {
namespace {

// Of an outcome on the screen; the page and results.jsonl have more.
constexpr std::size_t kLongest = 200;

// A probe that an engine cannot be asked says nothing of it, whatever else is in the row.
bool unasked(const Row& row) {
  return std::any_of(row.steps.begin(), row.steps.end(), [](const StepRow& step) {
    return step.on_subject && step.outcome.starts_with("unsupported");
  });
}

void count(const Row& row, bool askable, Count* to) {
  if (!row.fault.empty()) {
    ++to->faults;
    return;
  }
  bool fresh = false, bug = false, difference = false, flaky = false;
  for (const Finding& finding : row.findings) {
    flaky |= finding.flaky;
    fresh |= !finding.flaky && !finding.explained();
    bug |= finding.known_kind == "bug";
    difference |= finding.known_kind == "difference";
  }
  std::size_t* place = &to->same;
  if (fresh)
    place = &to->fresh;
  else if (bug)
    place = &to->bugs;
  else if (difference)
    place = &to->differences;
  else if (flaky)
    place = &to->flaky;
  else if (!askable)
    place = &to->unsupported;
  ++*place;
}

std::string short_name(const Score& score) {
  return score.identity.version.empty() ? score.engine : score.identity.version;
}

std::string one_engine(const Score& score) {
  std::string out =
      fmt::format("{:<14} {:>6} {:>6} {:>10} {:>5} {:>12} {:>6} {:>12} {:>7}\n", "area", "probes",
                  "same", "difference", "bugs", "unexplained", "flaky", "unsupported", "score");
  const auto line = [&](const std::string& name, const Count& c) {
    out += fmt::format("{:<14} {:>6} {:>6} {:>10} {:>5} {:>12} {:>6} {:>12} {:>6.1f}%\n", name,
                       c.probes(), c.same, c.differences, c.bugs, c.fresh, c.flaky, c.unsupported,
                       c.score());
  };
  for (const auto& [area, counted] : score.areas) line(area, counted);
  line("all", score.total);
  return out;
}

std::string several_engines(const std::vector<Score>& scores) {
  std::set<std::string> areas;
  for (const Score& score : scores) {
    for (const auto& [area, counted] : score.areas) areas.insert(area);
  }
  std::string out = fmt::format("{:<32}", "interpreter");
  for (const std::string& area : areas) out += fmt::format(" {:>11}", area.substr(0, 11));
  out += fmt::format(" {:>7} {:>12}\n", "all", "unexplained");
  for (const Score& score : scores) {
    out += fmt::format("{:<32}", short_name(score).substr(0, 32));
    for (const std::string& area : areas) {
      const auto it = score.areas.find(area);
      out += it == score.areas.end() ? fmt::format(" {:>11}", "-")
                                     : fmt::format(" {:>10.1f}%", it->second.score());
    }
    out += fmt::format(" {:>6.1f}% {:>12}\n", score.total.score(), score.total.fresh);
  }
  return out;
}

}  // namespace

std::string probe_name(const std::string& path) {
  std::string_view name = below_corpus(path);
  if (name.starts_with("parity/")) name.remove_prefix(7);
  if (name.ends_with(".plx")) name.remove_suffix(4);
  return std::string(name);
}

double Count::score() const {
  const std::size_t asked = probes() - unsupported - faults;
  return asked == 0
             ? 100.0
             : 100.0 * static_cast<double>(same + differences + flaky) / static_cast<double>(asked);
}

Count& Count::operator+=(const Count& other) {
  same += other.same;
  differences += other.differences;
  bugs += other.bugs;
  fresh += other.fresh;
  flaky += other.flaky;
  unsupported += other.unsupported;
  faults += other.faults;
  return *this;
}

std::vector<Score> scores(const std::vector<Row>& rows) {
  std::vector<Score> all;
  std::set<std::string> unasked_of_reference;
  std::map<std::string, Identity> identities;
  for (const Row& row : rows) {
    if (!row.identity.name.empty()) identities.emplace(row.engine, row.identity);
    if (row.engine == row.reference && unasked(row)) unasked_of_reference.insert(row.script);
  }
  for (const Row& row : rows) {
    if (row.engine == row.reference) continue;
    auto it = std::find_if(all.begin(), all.end(),
                           [&](const Score& score) { return score.engine == row.engine; });
    if (it == all.end()) {
      it = all.insert(all.end(), Score{row.engine,
                                       row.reference,
                                       identities[row.engine],
                                       identities[row.reference],
                                       {},
                                       {},
                                       {}});
    }
    Count one;
    count(row, !unasked(row) && !unasked_of_reference.contains(row.script), &one);
    it->total += one;
    it->areas[std::string(top_area(row.topic))] += one;
    if (!row.findings.empty()) it->rows.push_back(&row);
  }
  return all;
}

std::string score_text(const std::vector<Score>& scores) {
  if (scores.size() == 1) return one_engine(scores.front());
  return several_engines(scores);
}

std::string difference_text(const std::vector<Score>& scores, std::size_t most) {
  std::string out;
  std::size_t shown = 0, all = 0;
  for (const Score& score : scores) {
    for (const Row* row : score.rows) {
      for (const Finding& f : row->findings) {
        if (f.explained() || f.flaky || ++all > most) continue;
        ++shown;
        out += fmt::format("{}\n  step      {}\n  reference {}\n  {:<9} {}\n",
                           probe_name(row->script), f.step_text, f.expected.substr(0, kLongest),
                           score.identity.name.substr(0, 9), f.seen.substr(0, kLongest));
      }
    }
  }
  if (all > shown) out += fmt::format("and {} more; the page has them all\n", all - shown);
  return out.empty() ? out : out + "\n";
}

}  // namespace parallax
