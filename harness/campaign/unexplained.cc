#include "harness/campaign/unexplained.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "harness/compare/story.h"
#include "harness/run/faults.h"

namespace parallax {
namespace {

bool carries(const Step& step) {
  return step.kind == StepKind::kPump || step.kind == StepKind::kMove;
}

bool makes(const Step& step) {
  return step.kind == StepKind::kContext || step.kind == StepKind::kObject ||
         step.kind == StepKind::kPeer || step.kind == StepKind::kPuppet;
}

// Who is in another place when a step's outcomes are: "a" of a.in.write, "a" and "p" of pump a p.
std::vector<std::string> moved_by(const Step& step) {
  std::vector<std::string> names{step.target.substr(0, step.target.find('.'))};
  for (const Argument& argument : step.arguments) {
    const Name* name = argument.value.as<Name>();
    if (carries(step) && name != nullptr) names.push_back(name->text);
  }
  return names;
}

// Whom the arguments name, as in `context=c` and `let s = a.session`.
std::vector<std::string> given_to(const Step& step) {
  std::vector<std::string> names;
  for (const Argument& argument : step.arguments) {
    const Name* name = argument.value.as<Name>();
    if (name != nullptr) names.push_back(name->text.substr(0, name->text.find('.')));
  }
  return names;
}

// Whoever a step's outcome can depend on: both.
std::vector<std::string> names_of(const Step& step) {
  std::vector<std::string> names = moved_by(step);
  const std::vector<std::string> given = given_to(step);
  names.insert(names.end(), given.begin(), given.end());
  return names;
}

// Whether one of two objects has refused where the other goes on, or is not there.
bool parts_them(const Step& step, const Finding& finding) {
  const bool acts = step.kind == StepKind::kDoHandshake || step.kind == StepKind::kPump ||
                    step.kind == StepKind::kRead || step.kind == StepKind::kWrite ||
                    step.kind == StepKind::kUnwrap || makes(step);
  const bool left = finding.expected.starts_with("refused"),
             right = finding.seen.starts_with("refused");
  return acts && finding.level == Level::kAccept && left != right;
}

// Whether the library refused to go on.
bool refuses(const Act& act) {
  constexpr std::string_view kErrors[] = {"SSLError", "SSLCertVerificationError", "SSLEOFError",
                                          "SSLSyscallError", "SSLZeroReturnError"};
  const bool goes_on = act.kind == StepKind::kDoHandshake || act.kind == StepKind::kRead ||
                       act.kind == StepKind::kWrite || act.kind == StepKind::kUnwrap;
  return goes_on && act.party != kNowhere && act.outcome->is_raised() &&
         std::find(std::begin(kErrors), std::end(kErrors), act.outcome->error().type) !=
             std::end(kErrors) &&
         act.outcome->error().reason != "SHUTDOWN_WHILE_IN_INIT";  // of who asks too early
}

// Of each object that was refused, by its name and the step that made it, where first.
using Ends = std::map<std::pair<std::string, std::size_t>, std::size_t>;
Ends ends_of(const Script& script, const Trace& trace) {
  const Story story(script, trace);
  Ends ends;
  for (const Act& act : story.acts()) {
    if (!refuses(act)) continue;
    const Party& party = story.parties()[act.party];
    ends.emplace(std::pair(party.name, party.made), act.step);
  }
  return ends;
}

// Of those that were refused by both, where the later one was.
Ends common_ends(const Script& script, const Runs& left, const Runs& right) {
  const Ends theirs = ends_of(script, left.plain);
  Ends both;
  for (const auto& [who, step] : ends_of(script, right.plain)) {
    const auto other = theirs.find(who);
    if (other != theirs.end()) both.emplace(who, std::max(step, other->second));
  }
  return both;
}

// What a run shows of a step; null where it ended before.
const Entry* entry_of(const Runs& runs, std::size_t step) {
  const auto& entries = runs.plain.entries;
  const auto it = std::find_if(entries.begin(), entries.end(),
                               [&](const Entry& entry) { return entry.step == step; });
  return it == entries.end() ? nullptr : &*it;
}

// Whether the step made something; said of a run that is not at hand, too.
bool is_made(const Runs* runs, std::size_t step) {
  if (runs == nullptr) return true;
  const Entry* entry = entry_of(*runs, step);
  return entry != nullptr && entry->outcome.is_ok();
}

// A ClientHello and a ServerHello are alike up to here: headers of record and message, version, random.
constexpr std::int64_t kAlike = 43;

bool depends_on_length(std::int64_t place) { return place < 0 || place >= kAlike; }

// Whether a fault came to hellos of two lengths, where the same place is not the same thing, or on one side to nothing at all.
bool spoils_different_things(const Step& step, const Runs& left, const Runs& right,
                             std::size_t index) {
  const Faults faults = faults_of(step);
  const bool somewhere = (faults.flip && depends_on_length(*faults.flip)) ||
                         (!faults.insert.empty() && depends_on_length(faults.at)) ||
                         (faults.truncate && depends_on_length(*faults.truncate));
  const auto carried_in = [index](const Runs& runs) {
    const Entry* entry = entry_of(runs, index);
    return entry == nullptr || entry->transfers.empty() ? Transfer() : entry->transfers.front();
  };
  const Transfer one = carried_in(left), other = carried_in(right);
  if (one.delivered == one.sent && other.delivered == other.sent) return false;  // it hit nothing
  const std::string &sent = one.sent, &also = other.sent;
  if (sent.empty() || also.empty()) return faults.alters() && sent.empty() != also.empty();
  const auto begins = [](const std::string& octets) { return octets.starts_with('\x16'); };
  return somewhere && sent.size() != also.size() && begins(sent) && begins(also);
}

const Runs* find(const std::vector<Runs>& runs, const std::string& engine) {
  const auto it =
      std::find_if(runs.begin(), runs.end(), [&](const Runs& one) { return one.engine == engine; });
  return it == runs.end() ? nullptr : &*it;
}

// The objects of one engine that are in another place than the reference's, and whom they have spoken to since.
struct Parted {
  std::set<std::string> names;
  const Runs *own = nullptr, *reference = nullptr;
  bool two_libraries = false;
  bool told = false;                        // a difference behind which all may follow from it
  Ends ends;                                // objects that both engines gave up
  std::map<std::string, std::size_t> made;  // what a name means: the step that made it
  std::size_t steps = 0;                    // so many have been looked at

  bool any_of(const std::vector<std::string>& all) const {
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& name) { return names.contains(name); });
  }
  bool any_of(const Step& step) const { return any_of(names_of(step)); }
  void add(const Step& step) {
    for (const std::string& name : moved_by(step)) names.insert(name);
  }
  void go_to(const Script& script, std::size_t end) {
    for (; steps < end; ++steps) {
      const Step& step = script.steps[steps];
      // Another thing of that name; made in vain, it stays what it was.
      if (makes(step) && is_made(own, steps) && is_made(reference, steps)) {
        names.erase(step.target);
        made[step.target] = steps;
      }
      for (const auto& [who, at] : ends) {
        const auto meant = made.find(who.first);
        if (at == steps && meant != made.end() && meant->second == who.second)
          names.insert(who.first);
      }
      const bool given = any_of(given_to(step));
      if (step.kind == StepKind::kLet) names.erase(step.target);
      if (given && (step.kind == StepKind::kLet || step.kind == StepKind::kSet)) add(step);
      if ((carries(step) || makes(step)) && any_of(step)) add(step);
      const Name* to = step.kind == StepKind::kMove && !step.arguments.empty()
                           ? step.arguments[0].value.as<Name>()
                           : nullptr;
      if (to != nullptr && two_libraries && spoils_different_things(step, *own, *reference, steps))
        names.insert(to->text);
    }
  }
};

}  // namespace

std::vector<const Finding*> unexplained(const Script& script, const Verdict& verdict,
                                        const std::vector<Runs>& runs) {
  std::vector<const Finding*> all;
  std::map<std::string, Parted> engines;
  for (const Finding& finding : verdict.findings) {
    const bool compared =
        finding.kind == Finding::Kind::kDifference && finding.step < script.steps.size();
    Parted& parted = engines[finding.engine];
    if (compared && parted.steps == 0) {
      const Runs* own = parted.own = find(runs, finding.engine);
      const Runs* reference = parted.reference = find(runs, finding.against);
      // One library is held to one behaviour, whatever has happened to it.
      parted.two_libraries = own != nullptr && reference != nullptr &&
                             kinship(own->plain.engine, reference->plain.engine) <= Level::kClass;
      if (parted.two_libraries) parted.ends = common_ends(script, *reference, *own);
    }
    if (compared) parted.go_to(script, finding.step);
    const Step& step = script.steps[compared ? finding.step : 0];
    if (!finding.explained()) {
      if (compared && (parted.told || parted.any_of(step))) continue;
      parted.told |= compared && !finding.flaky;
      all.push_back(&finding);
    } else if (compared && parts_them(step, finding)) {
      parted.go_to(script, finding.step + 1);
      parted.add(step);
    }
  }
  return all;
}

}  // namespace parallax
