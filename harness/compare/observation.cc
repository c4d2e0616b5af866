#include "harness/compare/observation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "harness/run/wire_view.h"
#include "harness/wire/describe.h"
#include "harness/wire/names.h"
#include "harness/wire/outline.h"

namespace parallax {
namespace {

std::string_view accept_word(const Outcome& outcome) {
  switch (outcome.kind()) {
    case Outcome::Kind::kOk:
      return "ok";
    case Outcome::Kind::kRaised:
      return outcome.is_raised("SSLWantReadError") || outcome.is_raised("SSLWantWriteError")
                 ? "wait"
                 : "refused";
    default:
      return class_word(outcome);
  }
}

void add(std::string& text, std::string_view more) {
  if (!text.empty()) text += "; ";
  text += more;
}

// The alert that an error is about, by the library's name for it; empty when it is about none.
std::string_view alert_reason(const Outcome& outcome) {
  if (!outcome.is_raised()) return {};
  const std::string& reason = outcome.error().reason;
  return reason.find("ALERT") == std::string::npos ? std::string_view() : std::string_view(reason);
}

// "NO_SHARED_CIPHER"; empty where there is none, or it is no name.
std::string reason_of(const Outcome& outcome) {
  if (!outcome.is_raised()) return {};
  const std::string& reason = outcome.error().reason;
  const bool name = std::all_of(reason.begin(), reason.end(), [](char c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  return name ? reason : std::string();
}

bool only_asks_form(Form form) { return form == Form::kAttribute; }

class Observer {
 public:
  Observer(const Script& script, const Trace& trace, const WireView& wire, ObserveOptions options)
      : script_(script), trace_(trace), options_(options), wire_(wire) {
    for (const Step& step : script.steps) note_bios(step);
  }

  std::vector<Observation> run() {
    std::vector<Observation> all;
    all.reserve(trace_.entries.size());
    for (std::size_t i = 0; i < trace_.entries.size(); ++i) {
      all.emplace_back();
      observe_entry(i, all.back());
    }
    return all;
  }

 private:
  void observe_entry(std::size_t index, Observation& to) {
    const Entry& entry = trace_.entries[index];
    const Step& step = script_.steps[entry.step];
    observe_outcome(step, entry, to);
    observe_notes(entry.outcome, to);
    observe_actions(entry, to);
    to.alert_in_plain = to.text(Level::kAlert);
    if (wanted(Level::kAlert)) observe_transfers(entry, wire_[index], to);
    if (options_.states) observe_looks(entry, to);
  }

  bool wanted(Level level) const { return level <= options_.finest; }

  void observe_outcome(const Step& step, const Entry& entry, Observation& to) {
    const Outcome& outcome = entry.outcome;
    to.text(Level::kAccept) = accept_word(outcome);
    if (outcome.is_unsupported()) {
      to.unsupported = true;
      to.ends = !only_asks(step.kind);
      return;
    }
    to.text(Level::kClass) = class_word(outcome);
    if (outcome.is_ok()) {
      const Level level = level_of(class_of_value(step));
      if (!wanted(level)) return;
      std::string shown = print(outcome, kShownOctets);
      if (level == Level::kClass)
        to.text(level) = std::move(shown);  // which begins with the class
      else
        add(to.text(level), shown);
      return;
    }
    // That of a move or pump may be the other end's: its actions say whose it was.
    const bool carried = step.kind == StepKind::kMove || step.kind == StepKind::kPump;
    if (entry.on_subject && !carried) to.error = reason_of(outcome);
    if (wanted(Level::kReason)) add(to.text(Level::kReason), print(outcome, kShownOctets));
    if (!entry.on_subject) add_alert(step.target, outcome, to);
  }

  static Level level_of(ValueClass value) {
    switch (value) {
      case ValueClass::kData:
        return Level::kClass;
      case ValueClass::kState:
        return Level::kState;
      case ValueClass::kWire:
        return Level::kBytes;
    }
    return Level::kBytes;
  }

  // Remembers the names of MemoryBIOs that serve an object: what goes through them is TLS.
  void note_bios(const Step& step) {
    if (step.kind == StepKind::kLet && !step.arguments.empty()) {
      const Name* name = step.arguments[0].value.as<Name>();
      if (name != nullptr && is_tls_bio(name->text)) tls_bios_.insert(step.target);
    }
    for (const Argument& argument : step.arguments) {
      const Name* name = argument.value.as<Name>();
      if (name != nullptr && (argument.key == "in" || argument.key == "out"))
        tls_bios_.insert(name->text);
    }
  }
  bool is_tls_bio(std::string_view path) const {
    return path.ends_with(".in") || path.ends_with(".out") || tls_bios_.contains(path);
  }

  ValueClass class_of_value(const Step& step) const {
    const bool octets = step.kind == StepKind::kRead || step.kind == StepKind::kPending;
    return octets && is_tls_bio(step.target) ? ValueClass::kWire : step_def(step.kind).value;
  }

  // What the fixed peer says of an alert is how the alert shows when it was sent encrypted.
  static void add_alert(std::string_view who, const Outcome& outcome, Observation& to) {
    const std::string_view reason = alert_reason(outcome);
    if (!reason.empty()) add(to.text(Level::kAlert), fmt::format("{} was told {}", who, reason));
  }

  void observe_notes(const Outcome& outcome, Observation& to) const {
    for (const Note& note : outcome.notes()) {
      const Level level = level_of(note);
      if (wanted(level)) add(to.text(level), note.kind + " " + note.text);
    }
  }

  static Level level_of(const Note& note) {
    if (note.kind == "argument") return Level::kClass;
    if (note.kind != "callback") return Level::kReason;
    // Key log lines are secrets, and msg tells of records: both differ wherever octets do.
    return note.text.starts_with("sni") ? Level::kClass : Level::kBytes;
  }

  // Actions come in as many rounds as the octets need; what counts is where each name ended.
  void observe_actions(const Entry& entry, Observation& to) {
    std::map<std::string, const Action*> last;
    std::map<std::string, std::string> data;
    for (const Action& action : entry.actions) {
      const std::string operation = action.text.substr(0, action.text.find(' '));
      if (wanted(Level::kBytes))
        add(to.text(Level::kBytes), action.text + " -> " + print(action.outcome, kShownOctets));
      observe_notes(action.outcome, to);
      const bool reads = operation.ends_with(".read");
      const bool shakes = operation.ends_with(".do_handshake");
      if (!reads && !shakes) continue;
      if (operation.ends_with(".in.read") || operation.ends_with(".out.read")) continue;
      last[operation] = &action;
      const Bytes* octets = action.outcome.value().as<Bytes>();
      if (reads && action.outcome.is_ok() && octets != nullptr) data[operation] += octets->octets;
    }
    for (const auto& [operation, octets] : data) {
      add(to.text(Level::kClass), operation + " gave " + print(Value::bytes(octets), kShownOctets));
    }
    for (const auto& [operation, action] : last) {
      const Outcome& outcome = action->outcome;
      if (action->on_subject) {
        if (to.error.empty()) to.error = reason_of(outcome);
        add(to.text(Level::kAccept), fmt::format("{} {}", operation, accept_word(outcome)));
        add(to.text(Level::kClass), fmt::format("{} {}", operation, class_word(outcome)));
      } else {
        add(to.text(Level::kAlert), fmt::format("{} {}", operation, class_word(outcome)));
        add_alert(operation, outcome, to);
      }
      if (!outcome.is_ok() && wanted(Level::kReason)) {
        add(to.text(Level::kReason), operation + " " + print(outcome, kShownOctets));
      }
    }
  }

  void observe_transfers(const Entry& entry, const std::vector<SeenTransfer>& wire,
                         Observation& to) const {
    for (std::size_t i = 0; i < entry.transfers.size(); ++i) {
      const Transfer& transfer = entry.transfers[i];
      if (!transfer.from_subject || transfer.sent.empty()) continue;
      if (wanted(Level::kBytes))
        add(to.text(Level::kBytes), fmt::format("{} sent {}", transfer.from,
                                                print(Value::bytes(transfer.sent), kShownOctets)));
      for (const wire::SeenRecord& seen : wire[i].records) observe_record(transfer.from, seen, to);
    }
  }

  void observe_record(const std::string& from, const wire::SeenRecord& seen,
                      Observation& to) const {
    to.sealed |= seen.sealed;
    for (const wire::Said& said : seen.said) {
      if (wanted(Level::kMessages))
        add(to.text(Level::kMessages), fmt::format("{} sent {}", from, wire::outline(said)));
      if (said.type != wire::kAlert) continue;
      const std::string alert = fmt::format("{} sent alert {}", from, wire::describe(said));
      add(to.text(Level::kAlert), alert);
      if (seen.epoch == wire::Epoch::kPlain) add(to.alert_in_plain, alert);
    }
  }

  void observe_looks(const Entry& entry, Observation& to) const {
    if (!wanted(Level::kState)) return;
    for (const Look& look : entry.looks) {
      const State& s = look.state;
      if (wanted(Level::kBytes)) add(to.text(Level::kBytes), look.name + " " + print(s));
      State coarse = s;
      coarse.in.pending = s.in.pending > 0 ? 1 : 0;
      coarse.out.pending = s.out.pending > 0 ? 1 : 0;
      add(to.text(Level::kState), look.name + " " + print(coarse));
    }
  }

  const Script& script_;
  const Trace& trace_;
  ObserveOptions options_;
  std::set<std::string, std::less<>> tls_bios_;
  const WireView& wire_;
};

}  // namespace

bool only_asks(StepKind kind) {
  switch (kind) {
    case StepKind::kShow:
    case StepKind::kCollect:
    case StepKind::kState:
    case StepKind::kPending:
    case StepKind::kEof:
    case StepKind::kVersion:
    case StepKind::kCipher:
    case StepKind::kSharedCiphers:
    case StepKind::kCompression:
    case StepKind::kSelectedAlpn:
    case StepKind::kSelectedNpn:
    case StepKind::kGetPeerCert:
    case StepKind::kVerifiedChain:
    case StepKind::kUnverifiedChain:
    case StepKind::kChannelBinding:
    case StepKind::kSessionStats:
    case StepKind::kGetCiphers:
    case StepKind::kInspect:
      return true;
    default:
      return only_asks_form(step_def(kind).form);
  }
}

std::vector<Observation> observe(const Script& script, const Trace& trace, ObserveOptions options) {
  return observe(script, trace, view_wire(script, trace), options);
}

std::vector<Observation> observe(const Script& script, const Trace& trace, const WireView& wire,
                                 ObserveOptions options) {
  return Observer(script, trace, wire, options).run();
}

std::optional<Difference> first_difference(const std::vector<Observation>& left,
                                           const std::vector<Observation>& right, Level limit,
                                           std::size_t from) {
  const std::size_t both = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (left[i].ends || right[i].ends) return std::nullopt;
    if (i < from || left[i].unsupported || right[i].unsupported) continue;
    const bool sealed = left[i].sealed || right[i].sealed;
    for (std::size_t number = 0; number <= static_cast<std::size_t>(limit); ++number) {
      const auto level = static_cast<Level>(number);
      if (sealed && level == Level::kMessages) continue;
      const bool plain = sealed && level == Level::kAlert;
      const std::string& one = plain ? left[i].alert_in_plain : left[i].text(level);
      const std::string& other = plain ? right[i].alert_in_plain : right[i].text(level);
      if (one != other) return Difference{i, level, one, other};
    }
  }
  if (left.size() == right.size() || both < from) return std::nullopt;
  const auto text = [both](const std::vector<Observation>& side) {
    return both < side.size() ? side[both].text(Level::kAccept) : std::string("nothing");
  };
  return Difference{both, Level::kAccept, text(left), text(right)};
}

}  // namespace parallax
