#include "harness/triage/cluster.h"

#include <algorithm>
#include <map>

#include "harness/compare/observation.h"
#include "harness/triage/minimize.h"

namespace parallax {
namespace {

constexpr int kExaminations = 3;  // one to find it, two that it must come back in

struct Members {
  std::vector<std::size_t> cases;
  std::map<std::size_t, Finding> findings;  // by case
};

// A finding's place among those of one engine at one step: a rule says most, then the reference.
int rank(const Finding& finding) {
  switch (finding.kind) {
    case Finding::Kind::kRule:
      return 0;
    case Finding::Kind::kDifference:
      return 1;
    case Finding::Kind::kExpected:
      return 2;
  }
  return 3;
}

// The first unexplained finding of each engine: what comes after it may follow from it.
std::vector<Finding> roots_of(const Verdict& verdict) {
  std::map<std::string, Finding> first;
  for (const Finding& finding : verdict.findings) {
    if (finding.explained()) continue;
    const auto [known, is_new] = first.emplace(finding.engine, finding);
    const Finding& other = known->second;
    if (!is_new && std::pair(finding.step, rank(finding)) < std::pair(other.step, rank(other)))
      known->second = finding;
  }
  std::vector<Finding> roots;
  for (auto& [engine, finding] : first) roots.push_back(std::move(finding));
  return roots;
}

std::vector<Cluster> in_order(std::map<std::string, Members> groups,
                              const std::vector<TriageCase>& cases) {
  std::vector<Cluster> out;
  for (auto& [signature, group] : groups) {
    std::sort(group.cases.begin(), group.cases.end(), [&](std::size_t a, std::size_t b) {
      if (simpler(cases[a].script, cases[b].script)) return true;
      if (simpler(cases[b].script, cases[a].script)) return false;
      return cases[a].path < cases[b].path;
    });
    const std::size_t smallest = group.cases.front();
    out.push_back({signature, std::move(group.cases), std::move(group.findings[smallest])});
  }
  std::stable_sort(out.begin(), out.end(), [](const Cluster& a, const Cluster& b) {
    return a.cases.size() > b.cases.size();
  });
  return out;
}

}  // namespace

Clusters cluster(const std::vector<TriageCase>& cases, Examiner& examiner,
                 Expectations* expectations, const std::atomic<bool>& stop) {
  std::map<std::string, Members> firm, flaky;
  Clusters result;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (stop) {
      result.interrupted = true;
      break;
    }
    std::map<std::string, std::pair<int, Finding>> shown;
    for (int n = 0; n < kExaminations; ++n) {
      const Verdict verdict =
          examiner.examine(cases[i].script, cases[i].path, Depth::kAll, expectations);
      std::map<std::string, Finding> once;
      for (const Finding& finding : roots_of(verdict)) once.emplace(finding.signature(), finding);
      for (auto& [signature, finding] : once) {
        auto& [count, kept] = shown[signature];
        count += finding.flaky ? 0 : 1;
        kept = std::move(finding);
      }
      if (n == 0 && shown.empty()) break;
    }
    if (shown.empty()) result.quiet.push_back(i);
    for (auto& [signature, counted] : shown) {
      Members& members = (counted.first == kExaminations ? firm : flaky)[signature];
      members.cases.push_back(i);
      members.findings.emplace(i, std::move(counted.second));
    }
  }
  result.groups = in_order(std::move(firm), cases);
  result.flaky = in_order(std::move(flaky), cases);
  return result;
}

Bisection bisect(const TriageCase& subject, Examiner& examiner, Level level) {
  const std::vector<Trace> traces = examiner.traces(subject.script, subject.path);
  const auto first = observe(subject.script, traces.front());
  Bisection result;
  for (std::size_t i = 0; i < traces.size(); ++i) {
    Bisection::Row row{examiner.engines()[i].text, false, 0, Level::kAccept, {}, {}};
    const Level limit = std::min(level, kinship(traces[0].engine, traces[i].engine));
    const auto own = observe(subject.script, traces[i]);
    if (const auto difference = first_difference(first, own, limit)) {
      const Trace& longer = difference->entry < traces[i].entries.size() ? traces[i] : traces[0];
      row.differs = true;
      row.step = longer.entries[difference->entry].step;
      row.level = difference->level;
      row.expected = difference->left;
      row.seen = difference->right;
    }
    if (row.differs && !result.first) result.first = i;
    result.back_again |= result.first && !row.differs;
    result.rows.push_back(std::move(row));
  }
  return result;
}

}  // namespace parallax
