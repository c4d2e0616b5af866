// Metamorphic rules: what may not matter, does not. One script, run in another way, ends the same.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "harness/compare/judge.h"
#include "harness/compare/observation.h"
#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"
#include "harness/contract/capabilities.h"
#include "harness/wire/describe.h"
#include "harness/wire/records.h"

namespace parallax {
namespace {

using Texts = std::tuple<std::string, std::string, std::string>;

bool deterministic(const Identity& engine) {
  const auto& words = engine.capabilities;
  return std::find(words.begin(), words.end(), capability::kDeterministic) != words.end();
}

std::size_t step_of(const Trace& trace, std::size_t entry) {
  if (entry < trace.entries.size()) return trace.entries[entry].step;
  return trace.entries.empty() ? 0 : trace.entries.back().step;
}

Entry without_looks(Entry entry) {
  entry.looks.clear();
  return entry;
}

bool same_trace(const Trace& a, const Trace& b, bool states) {
  return a.ending == b.ending && std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(),
                                            b.entries.end(), [&](const Entry& x, const Entry& y) {
                                              return states ? x == y
                                                            : without_looks(x) == without_looks(y);
                                            });
}

// Both traces must be equal to the octet from a deterministic engine, and alike at level class from
// any.
void compare(const Case& c, const Trace& other, bool states, std::string_view what,
             RuleReport& report) {
  const Trace& plain = c.runs.plain;
  const ObserveOptions options{.states = states};
  const bool exact = deterministic(plain.engine);
  // The same trace shows the same: nothing is read and opened to see that.
  if (same_trace(plain, other, states)) return report.tested();
  const auto difference =
      first_difference(observe(c.script, plain, options), observe(c.script, other, options),
                       exact ? Level::kBytes : Level::kClass);
  report.tested();
  if (difference) {
    report.broken(step_of(plain, difference->entry), difference->left, difference->right,
                  std::string(what));
    return;
  }
  if (!exact) return;
  // What no observation shows, such as the octets of the peer, must be equal too.
  for (std::size_t i = 0; i < std::min(plain.entries.size(), other.entries.size()); ++i) {
    const Entry &a = plain.entries[i], &b = other.entries[i];
    if (states ? a == b : without_looks(a) == without_looks(b)) continue;
    report.broken(step_of(plain, i), "the same trace", "another, in what it holds of the peer",
                  std::string(what));
    return;
  }
  if (!(plain.ending == other.ending)) {
    report.broken(step_of(plain, kNowhere), print(plain.ending), print(other.ending),
                  std::string(what));
  }
}

void compare_variant(const Case& c, Variant variant, bool states, std::string_view what,
                     RuleReport& report) {
  const auto it = c.runs.variants.find(variant);
  if (it != c.runs.variants.end()) compare(c, it->second, states, what, report);
}

// What a party understood in the end.
struct Understood {
  std::string data;  // all that it read
  std::string last;  // the class of its last operation
  std::string alerts;
  std::size_t step = 0;
  std::string text() const {
    return fmt::format("read {}; ended {}; alerts: {}", print(Value::bytes(data), kShownOctets),
                       last, alerts.empty() ? "none" : alerts);
  }
};

std::map<std::string, Understood> understood(const Story& story) {
  std::map<std::string, Understood> all;
  for (const Act& act : story.acts()) {
    if (act.party == kNowhere) continue;
    const bool tells = act.kind == StepKind::kDoHandshake || act.kind == StepKind::kRead ||
                       act.kind == StepKind::kWrite || act.kind == StepKind::kUnwrap;
    if (!tells) continue;
    Understood& u = all[story.parties()[act.party].name];
    u.last = class_word(*act.outcome);
    u.step = act.step;
    const Bytes* bytes = act.outcome->value().as<Bytes>();
    if (act.kind == StepKind::kRead && act.outcome->is_ok() && bytes != nullptr)
      u.data += bytes->octets;
  }
  for (const Party& party : story.parties()) {
    if (!party.subject) continue;
    std::string& alerts = all[party.name].alerts;
    for (const wire::Alert& alert : wire::plaintext_alerts(story.pipes()[party.out].taken.octets)) {
      alerts += (alerts.empty() ? "" : ", ") + wire::describe(alert);
    }
  }
  return all;
}

}  // namespace

void check_same_again(const Case& c, RuleReport& report) {
  if (c.runs.again.entries.empty()) return;
  compare(c, c.runs.again, true, "a second run of the same script went another way", report);
}

void check_looking(const Case& c, RuleReport& report) {
  compare_variant(c, Variant::kBlind, false, "looking at the state changed what happened", report);
}

void check_after_failure(const Case& c, RuleReport& report) {
  compare_variant(c, Variant::kAfter, true,
                  "another object's failure, before, changed what happened", report);
}

void check_beside(const Case& c, RuleReport& report) {
  compare_variant(c, Variant::kBeside, true, "another, idle object changed what happened", report);
}

void check_bystander(const Case& c, RuleReport& report) {
  const auto it = c.runs.variants.find(Variant::kBeside);
  if (it == c.runs.variants.end() || it->second.bystander.empty()) return;
  const Trace& trace = it->second;
  const State& first = trace.bystander.front();
  if (first.version.empty()) return;  // never established, so nothing to disturb
  for (std::size_t i = 1; i < trace.bystander.size(); ++i) {
    const bool same = trace.bystander[i] == first;
    report.expect(same, step_of(trace, i - 1), [&] {
      return Texts{print(first), print(trace.bystander[i]),
                   "an object that nobody touched changed"};
    });
    if (!same) return;
  }
  const Outcome& echo = trace.bystander_echo;
  if (echo.is_ok() && echo.value().is<None>()) return;  // not asked: the process was gone
  const Bytes* bytes = echo.value().as<Bytes>();
  report.expect(echo.is_ok() && bytes != nullptr && bytes->octets == "still there?",
                step_of(trace, kNowhere), [&] {
                  return Texts{"ok b\"still there?\"", print(echo, 64),
                               "an object that nobody touched no longer works"};
                });
}

void check_cutting(const Case& c, RuleReport& report) {
  const auto it = c.runs.variants.find(Variant::kRecut);
  if (it == c.runs.variants.end()) return;
  const Story recut(c.script, it->second);
  const auto whole = understood(c.story), pieces = understood(recut);
  report.tested();
  for (const auto& [name, u] : whole) {
    const auto other = pieces.find(name);
    if (other != pieces.end() && other->second.text() == u.text()) continue;
    report.broken(u.step, name + " " + u.text(),
                  name + " " + (other == pieces.end() ? "did nothing" : other->second.text()),
                  "the same octets, cut into other pieces, were understood in another way");
    return;
  }
}

}  // namespace parallax
