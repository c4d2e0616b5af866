// Consensus: all engines at once, grouped by behaviour and counted by family.
#include <algorithm>
#include <set>

#include "harness/compare/judge.h"
#include "harness/compare/observation.h"

namespace parallax {
namespace {

// What one engine did, a text a step, and where it can no longer be compared.
struct Behaviour {
  const Runs* runs = nullptr;
  const std::vector<Observation>* steps = nullptr;
  std::size_t compared = 0;  // steps before the first that ends the comparison
};

Behaviour behaviour_of(const Runs& runs, const std::vector<Observation>& steps) {
  Behaviour b{&runs, &steps, 0};
  const auto end =
      std::find_if(steps.begin(), steps.end(), [](const Observation& o) { return o.ends; });
  b.compared = static_cast<std::size_t>(end - steps.begin());
  return b;
}

bool agree(const Behaviour& a, const Behaviour& b) {
  return !first_difference(*a.steps, *b.steps, Level::kClass);
}

void join(Group& group, const Behaviour& b) {
  group.engines.push_back(b.runs->engine);
  const std::string& family = b.runs->plain.engine.family;
  if (std::find(group.families.begin(), group.families.end(), family) == group.families.end()) {
    group.families.push_back(family);
  }
}

void name_odd_one_out(std::vector<Group>& groups) {
  std::set<std::string> heard;
  for (const Group& g : groups) heard.insert(g.families.begin(), g.families.end());
  if (heard.size() < 3 || groups.size() != 2) return;
  for (std::size_t i = 0; i < 2; ++i) {
    groups[i].odd_one_out = groups[i].families.size() == 1 && groups[1 - i].families.size() >= 2;
  }
}

}  // namespace

std::vector<Group> group(const Script& script, const std::vector<Runs>& runs) {
  std::vector<std::vector<Observation>> seen;
  seen.reserve(runs.size());
  for (const Runs& r : runs) seen.push_back(observe(script, r.plain));
  return group(runs, seen);
}

std::vector<Group> group(const std::vector<Runs>& runs,
                         const std::vector<std::vector<Observation>>& seen) {
  std::vector<Behaviour> all;
  all.reserve(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) all.push_back(behaviour_of(runs[i], seen[i]));
  // Those heard the longest first: they make the groups that the others join.
  std::sort(all.begin(), all.end(), [](const Behaviour& a, const Behaviour& b) {
    return a.compared != b.compared ? a.compared > b.compared : a.runs < b.runs;
  });
  std::vector<Group> groups;
  std::vector<const Behaviour*> first_of;
  for (const Behaviour& b : all) {
    std::size_t best = groups.size();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const bool bigger =
          best == groups.size() || groups[i].engines.size() > groups[best].engines.size();
      if (bigger && agree(*first_of[i], b)) best = i;
    }
    if (best == groups.size()) {
      groups.emplace_back();
      first_of.push_back(&b);
    }
    join(groups[best], b);
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    const std::size_t x = a.engines.size(), y = b.engines.size();
    return x != y ? x > y : a.engines < b.engines;
  });
  name_odd_one_out(groups);
  return groups;
}

}  // namespace parallax
