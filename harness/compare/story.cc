#include "harness/compare/story.h"

#include <algorithm>
#include <array>

#include "harness/host/arguments.h"
#include "harness/host/options_from_step.h"

namespace parallax {
namespace {

// Reasons after which TLS has no way on (RFC 8446 section 6.2), by OpenSSL's names; an alert
// received names itself.
constexpr std::array<std::string_view, 25> kFatalReasons = {"APPLICATION_DATA_AFTER_CLOSE_NOTIFY",
                                                            "BAD_RECORD_MAC",
                                                            "BAD_SIGNATURE",
                                                            "BLOCK_CIPHER_PAD_IS_WRONG",
                                                            "CERTIFICATE_VERIFY_FAILED",
                                                            "DATA_BETWEEN_CCS_AND_FINISHED",
                                                            "DATA_LENGTH_TOO_LONG",
                                                            "DECRYPTION_FAILED",
                                                            "DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
                                                            "DIGEST_CHECK_FAILED",
                                                            "ENCRYPTED_LENGTH_TOO_LONG",
                                                            "EXCESSIVE_MESSAGE_SIZE",
                                                            "HTTPS_PROXY_REQUEST",
                                                            "HTTP_REQUEST",
                                                            "INVALID_CCS_MESSAGE",
                                                            "LENGTH_MISMATCH",
                                                            "NO_SHARED_CIPHER",
                                                            "PACKET_LENGTH_TOO_LONG",
                                                            "PEER_DID_NOT_RETURN_A_CERTIFICATE",
                                                            "UNEXPECTED_MESSAGE",
                                                            "UNEXPECTED_RECORD",
                                                            "UNKNOWN_PROTOCOL",
                                                            "UNSUPPORTED_PROTOCOL",
                                                            "WRONG_VERSION_NUMBER",
                                                            "RECORD_LAYER_FAILURE"};

bool moves_tls(StepKind kind) {
  return kind == StepKind::kDoHandshake || kind == StepKind::kRead || kind == StepKind::kWrite ||
         kind == StepKind::kUnwrap;
}

bool is_fatal_error(const Outcome& outcome) {
  if (outcome.is_raised("SSLCertVerificationError")) return true;
  if (!outcome.is_raised("SSLError")) return false;
  const std::string& reason = outcome.error().reason;
  return reason.find("_ALERT_") != std::string::npos ||
         std::find(kFatalReasons.begin(), kFatalReasons.end(), reason) != kFatalReasons.end();
}

bool acts_by_itself(const std::vector<Step>& body) {
  return std::any_of(body.begin(), body.end(), [](const Step& step) {
    return step.kind != StepKind::kReturn && step.kind != StepKind::kRaise;
  });
}

}  // namespace

void OctetStream::append(std::size_t step, std::string_view more) {
  octets += more;
  if (!marks.empty() && marks.back().first == step)
    marks.back().second = octets.size();
  else
    marks.emplace_back(step, octets.size());
}

std::size_t OctetStream::size_before(std::size_t step) const {
  const auto it = std::partition_point(marks.begin(), marks.end(),
                                       [&](const auto& m) { return m.first < step; });
  return it == marks.begin() ? 0 : std::prev(it)->second;
}

Story::Story(const Script& script, const Trace& trace) : script_(script), trace_(trace) {
  const std::size_t entries = trace.entries.size();
  ranges_.resize(entries);
  sights_.resize(entries);
  routes_.resize(entries);
  for (std::size_t i = 0; i < entries; ++i) read_entry(i);
}

Story::Meaning Story::resolve(std::string_view path) const {
  const auto it = names_.find(path);
  if (it != names_.end()) return it->second;
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  const Meaning owner = resolve(path.substr(0, dot));
  const std::string_view attribute = path.substr(dot + 1);
  Meaning meaning;
  if (owner.party == kNowhere) return meaning;
  if (attribute == "in") meaning.pipe = parties_[owner.party].in;
  if (attribute == "out") meaning.pipe = parties_[owner.party].out;
  return meaning;
}

std::size_t Story::new_pipe(std::string name, bool subject) {
  Pipe pipe;
  pipe.name = std::move(name);
  pipe.subject = subject;
  pipes_.push_back(std::move(pipe));
  return pipes_.size() - 1;
}

std::size_t Story::pipe_of(std::string_view name, bool outgoing) const {
  if (name.empty()) return kNowhere;
  const Meaning meaning = resolve(name);
  if (meaning.party == kNowhere) return meaning.pipe;
  return outgoing ? parties_[meaning.party].out : parties_[meaning.party].in;
}

void Story::make_party(std::size_t step_index, const Step& step, const Entry& entry) {
  Party party;
  party.name = step.target;
  party.subject = entry.on_subject;
  party.made = step_index;
  if (const auto role = role_of(step)) party.role = *role;
  if (party.role == Role::kClient) party.server_hostname = "localhost";
  bool own_context = true;
  for (const Argument& argument : step.arguments) {
    const Name* name = argument.value.as<Name>();
    if (argument.key == "server_hostname") {
      const Text* text = argument.value.as<Text>();
      party.server_hostname = text == nullptr ? std::nullopt : std::optional(text->utf8);
    } else if (argument.key == "session") {
      party.given_session = !argument.value.is<None>();
    } else if (argument.key == "context") {
      own_context = false;
      const Meaning meaning = name == nullptr ? Meaning() : resolve(name->text);
      if (meaning.context != kNowhere) party.options = contexts_[meaning.context];
    } else if ((argument.key == "in" || argument.key == "out") && name != nullptr) {
      (argument.key == "in" ? party.in : party.out) = resolve(name->text).pipe;
    }
  }
  if (own_context) {
    if (auto options = context_options(step)) party.options = *options;
  }
  if (party.in == kNowhere) party.in = new_pipe(step.target + ".in", party.subject);
  if (party.out == kNowhere) party.out = new_pipe(step.target + ".out", party.subject);
  // One end's outgoing BIO that is an end's incoming one: octets arrive that nobody carries.
  const auto shared = [&](std::size_t pipe) {
    pipes_[pipe].tampered = std::min(pipes_[pipe].tampered, step_index);
  };
  for (const Party& other : parties_) {
    if (other.out == party.in) shared(party.in);
    if (other.in == party.out) shared(party.out);
  }
  names_[step.target] = {parties_.size(), kNowhere, kNowhere};
  parties_.push_back(std::move(party));
  finished_.push_back(kNowhere);
  died_.push_back(kNowhere);
  closes_.emplace_back();
  out_pending_.push_back(0);
}

void Story::read_step(std::size_t step_index, const Step& step, const Entry& entry) {
  switch (step.kind) {
    case StepKind::kOn:
      has_reactions_ |= acts_by_itself(step.body);
      return;
    case StepKind::kClock:
      clock_moved_ = true;
      return;
    case StepKind::kSetCiphers:
    case StepKind::kSetAlpn:
      reconfigured_ = true;
      return;
    case StepKind::kSet:
      if (step.target.ends_with(".session")) {
        const Meaning owner =
            resolve(std::string_view(step.target).substr(0, step.target.rfind('.')));
        if (owner.party != kNowhere) parties_[owner.party].given_session = true;
      } else {
        reconfigured_ = true;
      }
      return;
    default:
      break;
  }
  if (!entry.outcome.is_ok()) return;
  switch (step.kind) {
    case StepKind::kContext: {
      auto options = context_options(step);
      names_[step.target] = {kNowhere, kNowhere, contexts_.size()};
      contexts_.push_back(options ? std::optional(*options) : std::nullopt);
      return;
    }
    case StepKind::kObject:
    case StepKind::kPeer:
    case StepKind::kPuppet:
      make_party(step_index, step, entry);
      return;
    case StepKind::kBio:
      names_[step.target] = {kNowhere, new_pipe(step.target, entry.on_subject), kNowhere};
      return;
    case StepKind::kLet: {
      values_.erase(step.target);
      Meaning meaning;
      if (!step.arguments.empty()) {
        const Value& value = step.arguments[0].value;
        if (const Name* name = value.as<Name>())
          meaning = resolve(name->text);
        else
          values_[step.target] = value;
      }
      names_[step.target] = meaning;
      return;
    }
    case StepKind::kDrop:
      names_.erase(step.target);
      values_.erase(step.target);
      return;
    default:
      return;
  }
}

std::optional<std::string> Story::octets_of(const Value& value) const {
  if (const Name* name = value.as<Name>()) {
    // A bytearray may have been written to since; bytes have not.
    const auto it = values_.find(name->text);
    if (it == values_.end()) return std::nullopt;
    const Bytes* bytes = it->second.as<Bytes>();
    return bytes == nullptr ? std::nullopt : std::optional(bytes->octets);
  }
  // Longer ones are not worth their memory: a fill() of a gigabyte tests nothing that 64 MiB do
  // not.
  constexpr std::int64_t kLongest = std::int64_t{64} << 20;
  if (const Call* call = value.as<Call>(); call != nullptr) {
    for (const Value& argument : call->arguments) {
      const auto* number = argument.as<std::int64_t>();
      if (number != nullptr && *number > kLongest) return std::nullopt;
    }
  }
  const auto octets = made_octets(value);
  if (!octets || !*octets) return std::nullopt;
  return **octets;
}

void Story::note_fate(const Act& act) {
  if (act.party == kNowhere || !moves_tls(act.kind)) return;
  const Outcome& outcome = *act.outcome;
  if (died_[act.party] == kNowhere && is_fatal_error(outcome)) died_[act.party] = act.step;
  if (finished_[act.party] != kNowhere || !outcome.is_ok()) return;
  const Bytes* read = outcome.value().as<Bytes>();
  const auto* number = outcome.value().as<std::int64_t>();
  const bool done = act.kind == StepKind::kDoHandshake ||
                    (act.kind == StepKind::kRead && read != nullptr && !read->octets.empty()) ||
                    (act.kind != StepKind::kUnwrap && number != nullptr && *number > 0);
  if (done) finished_[act.party] = act.step;
}

void Story::add_act(std::size_t step, StepKind kind, std::string_view target, const Step* own,
                    const Outcome* outcome) {
  const Meaning meaning = resolve(target);
  if (meaning.party == kNowhere && meaning.pipe == kNowhere) return;
  acts_.push_back({step, kind, meaning.party, meaning.pipe, own, outcome});
  note_fate(acts_.back());
}

void Story::deliver(std::size_t step, std::size_t from, std::size_t to, std::string_view octets) {
  Pipe& pipe = pipes_[to];
  if (octets.empty()) return;
  const std::size_t at = pipe.arrived.octets.size();
  pipe.arrived.append(step, octets);
  if (from == kNowhere) {
    pipe.script_wrote = std::min(pipe.script_wrote, step);
    pipe.tampered = std::min(pipe.tampered, step);
    return;
  }
  if (pipe.feeder == kNowhere) pipe.feeder = from;
  const std::string& source = pipes_[from].taken.octets;
  const bool honest = pipe.feeder == from && pipes_[from].script_wrote == kNowhere &&
                      source.size() >= at + octets.size() &&
                      std::string_view(source).substr(at, octets.size()) == octets;
  if (!honest) pipe.tampered = std::min(pipe.tampered, step);
}

void Story::read_transfers(std::size_t index) {
  const Entry& entry = trace_.entries[index];
  for (const Transfer& transfer : entry.transfers) {
    const std::size_t from = pipe_of(transfer.from, true);
    const std::size_t to = pipe_of(transfer.to, false);
    routes_[index].emplace_back(from, to);
    if (from == kNowhere) continue;
    pipes_[from].taken.append(entry.step, transfer.sent);
    if (to != kNowhere) deliver(entry.step, from, to, transfer.delivered);
  }
}

void Story::read_entry(std::size_t index) {
  const Entry& entry = trace_.entries[index];
  const Step& step = script_.steps[entry.step];
  ranges_[index].first = acts_.size();
  const StepDef& def = step_def(step.kind);
  if (def.form == Form::kMethod || def.form == Form::kAttribute) {
    add_act(entry.step, step.kind, step.target, &step, &entry.outcome);
  }
  for (const Action& action : entry.actions) {
    const std::string_view text = std::string_view(action.text).substr(0, action.text.find(' '));
    const std::size_t dot = text.rfind('.');
    if (dot == std::string_view::npos) continue;
    const StepDef* member = find_member(text.substr(dot + 1));
    if (member != nullptr)
      add_act(entry.step, member->kind, text.substr(0, dot), nullptr, &action.outcome);
  }
  ranges_[index].second = acts_.size();
  read_transfers(index);
  if (ranges_[index].first < acts_.size() && entry.outcome.is_ok()) {
    const Act& act = acts_[ranges_[index].first];
    if (act.own != nullptr && act.pipe != kNowhere) {
      const Bytes* read = entry.outcome.value().as<Bytes>();
      if (act.kind == StepKind::kRead && read != nullptr && entry.transfers.empty()) {
        pipes_[act.pipe].taken.append(entry.step, read->octets);
      }
      if (act.kind == StepKind::kWrite) {
        auto octets = step.arguments.empty() ? std::nullopt : octets_of(step.arguments[0].value);
        deliver(entry.step, kNowhere, act.pipe, octets ? *octets : "?");
      }
    }
  }
  read_step(entry.step, step, entry);
  read_looks(index);
}

void Story::read_looks(std::size_t index) {
  const Entry& entry = trace_.entries[index];
  std::size_t closing = kNowhere;  // the party that unwrapped in this step
  for (std::size_t i = ranges_[index].first; i < ranges_[index].second; ++i) {
    const Act& act = acts_[i];
    if (act.kind != StepKind::kUnwrap || act.party == kNowhere) continue;
    closing = act.party;
    const std::size_t taken = pipes_[parties_[closing].out].taken.size_before(entry.step);
    closes_[closing].push_back({entry.step, taken, out_pending_[closing], std::nullopt});
  }
  for (const Look& look : entry.looks) {
    const Meaning meaning = resolve(look.name);
    if (meaning.party != kNowhere && look.state.kind == State::Kind::kObject) {
      sights_[index].push_back({meaning.party, kNowhere, &look.state});
      out_pending_[meaning.party] = look.state.out.pending;
      if (meaning.party == closing) closes_[closing].back().after = look.state.out.pending;
    } else if (meaning.pipe != kNowhere && look.state.kind == State::Kind::kBio) {
      sights_[index].push_back({kNowhere, meaning.pipe, &look.state});
    }
  }
}

std::size_t Story::counterpart(std::size_t party) const {
  const std::size_t feeder = pipes_[parties_[party].in].feeder;
  if (feeder == kNowhere) return kNowhere;
  std::size_t found = kNowhere;
  for (std::size_t i = 0; i < parties_.size(); ++i) {
    if (parties_[i].out != feeder) continue;
    if (found != kNowhere) return kNowhere;
    found = i;
  }
  return found;
}

bool Story::untouched(std::size_t party, std::size_t step) const {
  const Party& p = parties_[party];
  return pipes_[p.in].tampered > step && counterpart(party) != kNowhere && p.in != p.out;
}

bool Story::close_may_have_arrived(std::size_t party, std::size_t step) const {
  if (!untouched(party, step)) return true;
  const std::size_t other = counterpart(party);
  const OctetStream& arrived = pipes_[parties_[party].in].arrived;
  const std::size_t reached = arrived.size_before(step);
  for (const Close& close : closes_[other]) {
    if (close.step >= step) break;
    // Not looked at: anything taken from the other end after its unwrap() can be the close_notify.
    if (!close.after) {
      if (reached > close.taken) return true;
    } else if (*close.after > close.before && reached >= close.taken + *close.after) {
      return true;
    }
  }
  return false;
}

}  // namespace parallax
