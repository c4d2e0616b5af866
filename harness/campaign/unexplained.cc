#include "harness/campaign/unexplained.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace parallax {
namespace {

bool carries(const Step& step) {
  return step.kind == StepKind::kPump || step.kind == StepKind::kMove;
}

// The names that a step is about: "a" of a.in.write, "a" and "p" of pump a p.
std::vector<std::string> names_of(const Step& step) {
  std::vector<std::string> names{step.target.substr(0, step.target.find('.'))};
  for (const Argument& argument : step.arguments) {
    const Name* name = argument.value.as<Name>();
    if (carries(step) && name != nullptr) names.push_back(name->text);
  }
  return names;
}

// Whether one of two objects has refused where the other goes on.
bool parts_them(const Step& step, const Finding& finding) {
  const bool acts = step.kind == StepKind::kDoHandshake || step.kind == StepKind::kPump ||
                    step.kind == StepKind::kRead || step.kind == StepKind::kWrite ||
                    step.kind == StepKind::kUnwrap;
  const bool left = finding.expected.starts_with("refused"),
             right = finding.seen.starts_with("refused");
  return acts && finding.level == Level::kAccept && left != right;
}

// The objects of one engine that are in another place than the reference's, and whom they have spoken to since.
struct Parted {
  std::set<std::string> names;
  std::size_t steps = 0;  // so many have been looked at

  bool any_of(const Step& step) const {
    const auto all = names_of(step);
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& name) { return names.contains(name); });
  }
  void add(const Step& step) {
    for (const std::string& name : names_of(step)) names.insert(name);
  }
  void go_to(const Script& script, std::size_t end) {
    for (; steps < end; ++steps) {
      const Step& step = script.steps[steps];
      if (carries(step) && any_of(step)) add(step);
    }
  }
};

}  // namespace

std::vector<const Finding*> unexplained(const Script& script, const Verdict& verdict) {
  std::vector<const Finding*> all;
  std::map<std::string, Parted> engines;
  for (const Finding& finding : verdict.findings) {
    const bool compared =
        finding.kind == Finding::Kind::kDifference && finding.step < script.steps.size();
    Parted& parted = engines[finding.engine];
    if (compared) parted.go_to(script, finding.step);
    const Step& step = script.steps[compared ? finding.step : 0];
    if (!finding.explained()) {
      if (!compared || !parted.any_of(step)) all.push_back(&finding);
    } else if (compared && parts_them(step, finding)) {
      parted.add(step);
    }
  }
  return all;
}

}  // namespace parallax
