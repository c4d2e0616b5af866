#include "harness/run/executor.h"

#include <fmt/format.h>

#include <chrono>
#include <deque>
#include <map>
#include <set>

#include "harness/contract/clock.h"
#include "harness/run/faults.h"

namespace parallax {
namespace {

// Rounds of a `pump` that does not say: the longest honest handshake (TLS 1.2 with a client
// certificate, renegotiated) takes 4; a pair of engines that answer each other for ever stops here.
constexpr std::int64_t kRounds = 20;
// Steps written ahead before their outcomes are taken in: bounds what a crash has to be sought in.
constexpr std::size_t kAhead = 64;
// A script that opens with the bystander's names would meet itself.
constexpr std::string_view kBystander = "bystander__";
constexpr std::string_view kBystanderPeer = "bystander_peer__";
constexpr std::string_view kWreck = "wreck__";

std::string_view root_of(std::string_view path) { return path.substr(0, path.find('.')); }

Step make_step(StepKind kind, std::string target, std::vector<Argument> arguments = {}) {
  Step step;
  step.kind = kind;
  step.target = std::move(target);
  step.arguments = std::move(arguments);
  return step;
}

Argument word(std::string_view text) { return {"", Value::name(text)}; }

class Execution {
 public:
  // `careful`: no step is written ahead, so that a crash is the outcome of the step that caused it.
  Execution(const Script& script, Host& subject, Host* peer, const RunOptions& options,
            bool careful)
      : script_(script),
        subject_(subject),
        peer_(peer),
        variant_(options.variant),
        careful_(careful) {
    settings_.seed = options.seed;
    settings_.clock = kDefaultClock;
    settings_.key_log = looking();
    for (const Step& step : script.steps) {
      const auto* seed = step.kind == StepKind::kSeed && !step.arguments.empty()
                             ? step.arguments[0].value.as<std::int64_t>()
                             : nullptr;
      if (seed != nullptr) settings_.seed = static_cast<std::uint64_t>(*seed);
      needs_peer_ |= step.kind == StepKind::kPeer || step.kind == StepKind::kPuppet;
    }
  }

  Trace run(std::string_view id) {
    const auto start = std::chrono::steady_clock::now();
    needs_peer_ |= variant_ == Variant::kBeside;
    trace_.engine = subject_.identity();
    subject_.begin(id, settings_);
    if (needs_peer_ && peer_ != nullptr) {
      trace_.peer = peer_->identity();
      peer_->begin(id, settings_);
    }
    if (variant_ == Variant::kAfter) wreck();
    if (variant_ == Variant::kBeside) place_bystander();
    trace_.entries.reserve(script_.steps.size());
    for (std::size_t i = 0; i < script_.steps.size() && !over_; ++i) {
      trace_.entries.push_back({.step = i,
                                .outcome = {},
                                .actions = {},
                                .transfers = {},
                                .looks = {},
                                .on_subject = true});
      carry_out(script_.steps[i]);
      if (variant_ == Variant::kBeside && !over_) ask_bystander();
      if (careful_ || waiting_.size() >= kAhead) settle();
    }
    settle();
    cut_after_fatal();
    if (variant_ == Variant::kBeside && !over_) echo_bystander();
    trace_.ending = subject_.end();
    keep_key_log(&trace_.ending);
    if (needs_peer_ && peer_ != nullptr) {
      Outcome ending = peer_->end();
      keep_key_log(&ending);
    }
    trace_.diagnostics = subject_.take_stderr();
    trace_.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return std::move(trace_);
  }

 private:
  // An answer still owed by the subject, and where it goes in the trace.
  struct Waiting {
    enum class What : std::uint8_t { kOutcome, kLook, kIdle } what;
    std::size_t entry = 0, look = 0;
  };

  void keep_key_log(Outcome* ending) {
    for (const Note& note : std::exchange(ending->notes(), {})) {
      const auto line = note.kind == "keylog" ? parse_value(note.text) : parse_value("None");
      if (const Text* text = line ? line->as<Text>() : nullptr)
        trace_.key_log.push_back(text->utf8);
    }
  }

  bool is_peer(std::string_view name) const { return peers_.contains(name); }
  Entry& entry() { return trace_.entries.back(); }
  bool looking() const { return variant_ != Variant::kBlind; }

  void carry_out(const Step& step) {
    switch (step.kind) {
      case StepKind::kSeed:
        return;
      case StepKind::kClock:
        return set_clock(step);
      case StepKind::kPeer:
      case StepKind::kPuppet:
        return make_peer(step);
      case StepKind::kMove:
        return move(step);
      case StepKind::kPump:
        return pump(step);
      default:
        break;
    }
    const std::string_view root = root_of(step.target);
    if (is_peer(root)) {
      entry().on_subject = false;
      entry().outcome = ask_peer(step);
      if (step.kind == StepKind::kRead && step.target.ends_with(".out"))
        note_direct_read(step, root);
      look_at(root);
      return;
    }
    const bool reads_out = step.kind == StepKind::kRead && step.target.ends_with(".out");
    subject_.submit(step);
    waiting_.push_back({Waiting::What::kOutcome, trace_.entries.size() - 1});
    if (careful_) settle();
    if (!root.empty()) look_at(root);
    if (reads_out) {
      settle();
      note_direct_read(step, root);
    }
  }

  // The script itself read what an object sent: that is a transfer to nobody.
  void note_direct_read(const Step& step, std::string_view root) {
    const Bytes* bytes = entry().outcome.is_ok() ? entry().outcome.value().as<Bytes>() : nullptr;
    if (bytes == nullptr || step.target.find('.') == std::string::npos) return;
    entry().transfers.push_back({std::string(root), "", bytes->octets, "", !is_peer(root), false});
  }

  void set_clock(const Step& step) {
    settle();
    entry().outcome = ask_subject(step);
    if (needs_peer_ && peer_ != nullptr) ask_peer(step);
  }

  void make_peer(const Step& step) {
    entry().on_subject = false;
    if (peer_ == nullptr) {
      entry().outcome = Outcome::unsupported("this run has no peer");
      return;
    }
    peers_.insert(step.target);
    Step object = step;
    if (step.kind == StepKind::kPeer) object.kind = StepKind::kObject;
    entry().outcome = ask_peer(object);
    look_at(step.target);
  }

  Outcome ask_peer(const Step& step) {
    peer_->submit(step);
    return peer_->receive();
  }
  // Only after settle(): answers come in the order of the questions.
  Outcome ask_subject(const Step& step) {
    subject_.submit(step);
    Outcome outcome = subject_.receive();
    over_ |= outcome.is_fatal();
    return outcome;
  }
  Outcome ask(bool peer, const Step& step) { return peer ? ask_peer(step) : ask_subject(step); }

  void look_at(std::string_view root) {
    if (!looking()) return;
    if (is_peer(root)) {
      peer_->submit_state(root);
      keep_look(entry(), root, peer_->receive_state());
      return;
    }
    subject_.submit_state(root);
    entry().looks.push_back({std::string(root), {}});
    waiting_.push_back({Waiting::What::kLook, trace_.entries.size() - 1, entry().looks.size() - 1});
  }

  static void keep_look(Entry& entry, std::string_view root, State state) {
    if (state.kind != State::Kind::kAbsent)
      entry.looks.push_back({std::string(root), std::move(state)});
  }

  // Takes in every answer that the subject still owes.
  void settle() {
    for (const Waiting& waiting : waiting_) {
      switch (waiting.what) {
        case Waiting::What::kOutcome: {
          Outcome& outcome = trace_.entries[waiting.entry].outcome;
          outcome = subject_.receive();
          over_ |= outcome.is_fatal();
          break;
        }
        case Waiting::What::kLook:
          trace_.entries[waiting.entry].looks[waiting.look].state = subject_.receive_state();
          break;
        case Waiting::What::kIdle:
          trace_.bystander.push_back(subject_.receive_state());
          break;
      }
    }
    waiting_.clear();
  }

  // Steps written ahead of a crash never happened. Looks at what has no state are not kept.
  void cut_after_fatal() {
    for (std::size_t i = 0; i < trace_.entries.size(); ++i) {
      std::erase_if(trace_.entries[i].looks,
                    [](const Look& look) { return look.state.kind == State::Kind::kAbsent; });
      bool fatal = trace_.entries[i].outcome.is_fatal();
      for (const Action& action : trace_.entries[i].actions) fatal |= action.outcome.is_fatal();
      if (fatal) {
        trace_.entries.resize(i + 1);
        return;
      }
    }
  }

  Outcome act(bool peer, std::string text, const Step& step) {
    Outcome outcome = ask(peer, step);
    entry().actions.push_back({std::move(text), !peer, outcome});
    return outcome;
  }

  // What `from` has sent, with what was held back before it. Sets *error when it cannot be read.
  std::string take(const std::string& from, const Faults& faults, Outcome* error) {
    std::vector<Argument> arguments;
    if (faults.take) arguments.push_back({"", Value::integer(*faults.take)});
    Outcome outcome =
        ask(is_peer(from), make_step(StepKind::kRead, from + ".out", std::move(arguments)));
    Bytes* bytes = outcome.is_ok() ? outcome.value().as<Bytes>() : nullptr;
    if (bytes == nullptr) {
      entry().actions.push_back({from + ".out.read", !is_peer(from), outcome});
      if (error->is_ok()) *error = std::move(outcome);
      return {};
    }
    return std::move(bytes->octets);
  }

  // Delivers `octets`, cut and altered, and lets the receiver act between pieces if asked to.
  // Returns how many octets arrived.
  std::size_t deliver(const std::string& from, const std::string& to, std::string sent,
                      const Faults& faults, Outcome* error, Outcome* last = nullptr) {
    std::string octets = std::exchange(held_[from], {}) + alter(faults, sent);
    if (faults.hold && *faults.hold > 0) {
      const std::size_t keep = std::min(octets.size(), static_cast<std::size_t>(*faults.hold));
      held_[from] = octets.substr(octets.size() - keep);
      octets.erase(octets.size() - keep);
    }
    if (sent.empty() && octets.empty()) return 0;
    const bool peer = is_peer(to);
    const bool recutting = variant_ == Variant::kRecut && !peer;
    bool acts = !faults.each.empty();
    for (const std::string_view piece :
         recutting ? recut(octets) : cut(octets, static_cast<std::size_t>(faults.split))) {
      const Outcome outcome =
          act(peer, fmt::format("{}.in.write {}", to, piece.size()),
              make_step(StepKind::kWrite, to + ".in", {{"", Value::bytes(piece)}}));
      if (!outcome.is_ok()) {
        if (error->is_ok()) *error = outcome;
        octets.erase(
            static_cast<std::size_t>(piece.data() - octets.data()));  // the rest never arrived
        break;
      }
      if (acts) acts = act_between(peer, to, faults.each, error, last);
    }
    const std::size_t arrived = octets.size();
    entry().transfers.push_back(
        {from, to, std::move(sent), std::move(octets), !is_peer(from), !peer});
    return arrived;
  }

  // What the receiver does between two pieces; false when it needs no more of it.
  bool act_between(bool peer, const std::string& who, const std::string& what, Outcome* error,
                   Outcome* last) {
    const StepDef* def = find_member(what);
    if (def == nullptr) return false;
    Outcome outcome = act(peer, who + "." + what, make_step(def->kind, who));
    const bool waits = outcome.is_raised("SSLWantReadError");
    const bool done = outcome.is_ok() && def->kind == StepKind::kDoHandshake;
    if (!waits && !outcome.is_ok() && error->is_ok()) *error = outcome;
    if (last != nullptr) *last = std::move(outcome);
    return waits || !(done || !error->is_ok());
  }

  void move(const Step& step) {
    settle();
    if (over_) return abandon();
    const Value* target = step.find("to");
    const Name* to = target == nullptr ? nullptr : target->as<Name>();
    if (to == nullptr) {
      entry().outcome = Outcome::raised("ValueError", "move needs two names");
      return;
    }
    entry().on_subject = !is_peer(step.target) || !is_peer(to->text);
    const Faults faults = faults_of(step);
    Outcome error;
    std::string sent = take(step.target, faults, &error);
    std::size_t count = 0;
    if (error.is_ok()) count = deliver(step.target, to->text, std::move(sent), faults, &error);
    entry().outcome =
        error.is_ok() ? Outcome::ok(Value::integer(static_cast<std::int64_t>(count))) : error;
    look_at(step.target);
    look_at(to->text);
    settle();
  }

  // One end of a pump.
  struct End {
    std::string name;
    Outcome last = Outcome::raised("SSLWantReadError", "");
    bool waits() const { return last.is_raised("SSLWantReadError"); }
  };

  void pump(const Step& step) {
    settle();
    if (over_) return abandon();
    const Value* target = step.find("with");
    const Name* to = target == nullptr ? nullptr : target->as<Name>();
    if (to == nullptr) {
      entry().outcome = Outcome::raised("ValueError", "pump needs two names");
      return;
    }
    Faults faults = faults_of(step);
    std::int64_t rounds = kRounds;
    if (const Value* value = step.find("rounds")) {
      if (const auto* number = value->as<std::int64_t>())
        rounds = std::min(*number, std::int64_t{1000});
    }
    End x{step.target}, y{to->text};
    for (std::int64_t round = 0; round < rounds && !over_; ++round) {
      const bool moved_there = half_round(x, y, faults);
      const bool moved_back = half_round(y, x, faults);
      if (!moved_there && !moved_back) break;
    }
    entry().outcome = !x.last.is_ok() ? x.last : y.last;
    look_at(x.name);
    look_at(y.name);
    settle();
  }

  // `from` goes on with its handshake if it waits, and what it sent is carried over.
  bool half_round(End& from, End& to, Faults faults) {
    const bool peer = is_peer(from.name);
    Host& host = peer ? *peer_ : subject_;
    const bool acts = from.waits();
    // The read does not need the handshake's answer: both are written ahead.
    if (acts) host.submit(make_step(StepKind::kDoHandshake, from.name));
    if (acts && careful_) from.last = host.receive();
    host.submit(make_step(StepKind::kRead, from.name + ".out"));
    if (acts) {
      if (!careful_) from.last = host.receive();
      if (!peer) over_ |= from.last.is_fatal();
      entry().actions.push_back({from.name + ".do_handshake", !peer, from.last});
    }
    Outcome read = host.receive();
    Bytes* bytes = read.is_ok() ? read.value().as<Bytes>() : nullptr;
    if (bytes == nullptr) {
      from.last = std::move(read);
      return false;
    }
    // Cut deliveries mean something only if the receiver looks between the pieces.
    const bool cuts = faults.split > 0 || (variant_ == Variant::kRecut && !is_peer(to.name));
    if (cuts && to.waits()) faults.each = "do_handshake";
    Outcome error;
    return deliver(from.name, to.name, std::move(bytes->octets), faults, &error, &to.last) > 0;
  }

  void abandon() {
    entry().outcome =
        trace_.entries.size() > 1 ? trace_.entries[trace_.entries.size() - 2].outcome : Outcome();
  }

  // Variant::kAfter: an object that fails on garbage, and goes, before the script begins.
  void wreck() {
    subject_.submit(make_step(StepKind::kObject, std::string(kWreck), {word("server")}));
    subject_.submit(make_step(StepKind::kWrite, std::string(kWreck) + ".in",
                              {{"", Value::bytes("this is not TLS at all")}}));
    subject_.submit(make_step(StepKind::kDoHandshake, std::string(kWreck)));
    subject_.submit(make_step(StepKind::kDrop, std::string(kWreck)));
    for (int i = 0; i < 4; ++i) over_ |= subject_.receive().is_fatal();
  }

  // Variant::kBeside: an established connection that nobody uses.
  void place_bystander() {
    subject_.submit(make_step(StepKind::kObject, std::string(kBystander), {word("client")}));
    over_ |= subject_.receive().is_fatal();
    if (peer_ == nullptr || over_) return;
    peers_.insert(std::string(kBystanderPeer));
    ask_peer(make_step(StepKind::kObject, std::string(kBystanderPeer), {word("server")}));
    Trace kept = std::move(trace_);  // the bystander's handshake is no part of the script's trace
    trace_ = Trace{};
    trace_.entries.emplace_back();
    pump(make_step(StepKind::kPump, std::string(kBystander), {word(kBystanderPeer)}));
    trace_ = std::move(kept);
    ask_bystander();
  }

  void ask_bystander() {
    subject_.submit_state(kBystander);
    waiting_.push_back({Waiting::What::kIdle});
  }

  void echo_bystander() {
    const Step say = make_step(StepKind::kWrite, std::string(kBystanderPeer),
                               {{"", Value::bytes("still there?")}});
    ask_peer(say);
    const Outcome read = ask_peer(make_step(StepKind::kRead, std::string(kBystanderPeer) + ".out"));
    const Bytes* bytes = read.is_ok() ? read.value().as<Bytes>() : nullptr;
    if (bytes == nullptr) return;
    ask_subject(make_step(StepKind::kWrite, std::string(kBystander) + ".in",
                          {{"", Value::bytes(bytes->octets)}}));
    trace_.bystander_echo = ask_subject(
        make_step(StepKind::kRead, std::string(kBystander), {{"", Value::integer(100)}}));
  }

  const Script& script_;
  Host& subject_;
  Host* peer_;
  Variant variant_;
  bool careful_;
  ScriptSettings settings_;
  bool needs_peer_ = false;
  bool over_ = false;  // the subject's process is gone
  Trace trace_;
  std::deque<Waiting> waiting_;
  std::set<std::string, std::less<>> peers_;
  std::map<std::string, std::string> held_;  // by sender
};

}  // namespace

namespace {

bool died(const Trace& trace) {
  if (trace.entries.empty()) return false;
  const Entry& last = trace.entries.back();
  bool fatal = last.outcome.is_fatal();
  for (const Action& action : last.actions) fatal |= action.outcome.is_fatal();
  return fatal;
}

}  // namespace

Trace execute(const Script& script, std::string_view id, Host& subject, Host* peer,
              const RunOptions& options) {
  Trace trace = Execution(script, subject, peer, options, false).run(id);
  // An engine may keep its answers back until it has nothing more to read; what it did before it died is
  // then lost with it. Asked again step by step, it dies where it must.
  if (died(trace)) trace = Execution(script, subject, peer, options, true).run(id);
  return trace;
}

}  // namespace parallax
