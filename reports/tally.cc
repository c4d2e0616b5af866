#include "reports/tally.h"

#include <algorithm>

#include "reports/results.h"

namespace parallax {
namespace {

EngineTally& find_or_add(std::vector<EngineTally>& engines, const Row& row) {
  const auto it = std::find_if(engines.begin(), engines.end(),
                               [&row](const EngineTally& e) { return e.engine == row.engine; });
  EngineTally& found = it != engines.end() ? *it : engines.emplace_back();
  found.engine = row.engine;
  // A row of a fault knows no more than the engine's name.
  if (row.fault.empty() || found.identity.name.empty()) found.identity = row.identity;
  return found;
}

}  // namespace

Tally tally(const std::vector<Row>& rows, const std::set<std::string>& baseline) {
  Tally result;
  std::set<std::string_view> scripts;
  for (const Rule& rule : rules()) result.rule_counts.emplace(rule.id, 0);
  for (const Row& row : rows) {
    scripts.insert(row.script);
    EngineTally& engine = find_or_add(result.engines, row);
    ++engine.scripts;
    engine.unsupported += row.unsupported;
    if (!row.fault.empty()) ++engine.faults;
    bool agrees = row.fault.empty() && !row.wholly_unsupported();
    for (const Finding& finding : row.findings) {
      agrees &= finding.flaky;
      if (finding.flaky) {
        ++engine.flaky;
      } else if (finding.known_kind == "bug") {
        ++engine.bugs;
      } else if (finding.explained() || baseline.contains(finding_key(finding))) {
        ++engine.differences;
      } else {
        ++engine.fresh;
        result.fresh.push_back(&finding);
      }
    }
    if (agrees) ++engine.agree;
    for (const auto& [id, count] : row.rule_counts) result.rule_counts[id] += count;
  }
  result.scripts = scripts.size();
  for (const EngineTally& engine : result.engines) {
    result.total.scripts += engine.scripts;
    result.total.agree += engine.agree;
    result.total.differences += engine.differences;
    result.total.bugs += engine.bugs;
    result.total.fresh += engine.fresh;
    result.total.flaky += engine.flaky;
    result.total.unsupported += engine.unsupported;
    result.total.faults += engine.faults;
  }
  return result;
}

}  // namespace parallax
