// Rules of SSLObject: one object at a time, over its life.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

using Texts = std::tuple<std::string, std::string, std::string>;

constexpr std::int64_t kMostPlaintext = 16384;  // RFC 8446 section 5.1: 2^14 octets a record

bool waits(const Outcome& outcome) {
  return outcome.is_raised("SSLWantReadError") || outcome.is_raised("SSLWantWriteError");
}

// Calls `f` with every act on an object of the subject.
template <typename F>
void each_act(const Case& c, F f) {
  for (const Act& act : c.story.acts()) {
    if (act.party != kNowhere && c.story.parties()[act.party].subject) f(act);
  }
}

// Calls `f(party, step, state)` with every look at an object of the subject, in order.
template <typename F>
void each_sight(const Case& c, F f) {
  for (std::size_t i = 0; i < c.story.trace().entries.size(); ++i) {
    for (const Sight& sight : c.story.sights(i)) {
      if (sight.party != kNowhere && c.story.parties()[sight.party].subject) {
        f(sight.party, c.story.trace().entries[i].step, *sight.state);
      }
    }
  }
}

// How many octets a read() gave: of its bytes, or as a number when it filled a buffer.
std::optional<std::int64_t> octets_read(const Act& act) {
  if (act.kind != StepKind::kRead || !act.outcome->is_ok()) return std::nullopt;
  if (const Bytes* bytes = act.outcome->value().as<Bytes>())
    return static_cast<std::int64_t>(bytes->octets.size());
  if (const auto* number = act.outcome->value().as<std::int64_t>()) return *number;
  return std::nullopt;
}

// What a read() without a buffer asked for; nothing if it cannot be told.
std::optional<std::int64_t> octets_asked(const Act& act) {
  if (act.own == nullptr) return 1024;
  const Value* buffer = act.own->find("buffer");
  if (buffer != nullptr && !buffer->is<None>()) return std::nullopt;
  const Value* length = act.own->find("len");
  if (length == nullptr) return 1024;
  if (const bool* flag = length->as<bool>()) return *flag ? 1 : 0;
  const auto* number = length->as<std::int64_t>();
  return number == nullptr ? std::nullopt : std::optional(*number);
}

bool died_before(const Case& c, const Act& act) { return c.story.died(act.party) < act.step; }

}  // namespace

void check_read_size(const Case& c, RuleReport& report) {
  each_act(c, [&](const Act& act) {
    const auto got = octets_read(act);
    const auto asked = octets_asked(act);
    if (!got || !asked || *asked < 0) return;
    report.expect(*got <= *asked, act.step, [&] {
      return Texts{fmt::format("at most {} octets", *asked), fmt::format("{} octets", *got),
                   "read() returned more than it was asked for"};
    });
  });
}

void check_one_record(const Case& c, RuleReport& report) {
  each_act(c, [&](const Act& act) {
    const auto got = octets_read(act);
    if (!got || *got == 0) return;
    report.expect(*got <= kMostPlaintext, act.step, [&] {
      return Texts{"at most 16384 octets", fmt::format("{} octets", *got),
                   "read() returned more than a record can hold"};
    });
  });
}

void check_short_read(const Case& c, RuleReport& report) {
  std::vector<std::pair<std::size_t, std::size_t>> short_reads;  // party, step
  each_act(c, [&](const Act& act) {
    const auto got = octets_read(act);
    const auto asked = octets_asked(act);
    if (act.own != nullptr && got && asked && *got > 0 && *got < *asked)
      short_reads.emplace_back(act.party, act.step);
  });
  each_sight(c, [&](std::size_t party, std::size_t step, const State& state) {
    if (std::find(short_reads.begin(), short_reads.end(), std::pair(party, step)) ==
        short_reads.end())
      return;
    report.expect(state.pending == 0, step, [&] {
      return Texts{"pending 0", fmt::format("pending {}", state.pending),
                   "read() returned less than was asked, and yet left some of the record"};
    });
  });
}

void check_write_whole(const Case& c, RuleReport& report) {
  each_act(c, [&](const Act& act) {
    if (act.kind != StepKind::kWrite || act.own == nullptr || !act.outcome->is_ok()) return;
    const Value* data = act.own->find("data");
    const auto octets = data == nullptr ? std::nullopt : c.story.octets_of(*data);
    if (!octets) return;
    const auto* number = act.outcome->value().as<std::int64_t>();
    report.expect(number != nullptr && *number == static_cast<std::int64_t>(octets->size()),
                  act.step, [&] {
                    return Texts{fmt::format("ok {}", octets->size()), print(*act.outcome),
                                 "write() did not take the whole of its argument"};
                  });
  });
}

void check_write_keeps_argument(const Case& c, RuleReport& report) {
  for (const Act& act : c.story.acts()) {
    const bool subject = act.party != kNowhere ? c.story.parties()[act.party].subject
                                               : c.story.pipes()[act.pipe].subject;
    if (!subject || act.own == nullptr || act.kind != StepKind::kWrite ||
        act.own->arguments.empty())
      continue;
    // An object that runs steps of its own changes as it likes.
    const Call* call = act.own->arguments[0].value.as<Call>();
    const bool plain = call == nullptr || call->kind == "bytearray" || call->kind == "memoryview" ||
                       call->kind == "readonly" || call->kind == "array" || call->kind == "fill";
    if (!plain || !act.outcome->is_ok() || c.story.has_reactions()) continue;
    const auto& notes = act.outcome->notes();
    const auto note = std::find_if(notes.begin(), notes.end(),
                                   [](const Note& n) { return n.kind == "argument"; });
    report.expect(note == notes.end(), act.step, [&] {
      return Texts{"the argument as it was", note->text, "write() changed what it was given"};
    });
  }
}

void check_dead_stays_dead(const Case& c, RuleReport& report) {
  each_act(c, [&](const Act& act) {
    if (!died_before(c, act)) return;
    const bool wrote = act.kind == StepKind::kWrite, shook = act.kind == StepKind::kDoHandshake;
    if (act.kind != StepKind::kRead && !wrote && !shook && act.kind != StepKind::kVersion) return;
    const auto* number = act.outcome->value().as<std::int64_t>();
    bool alive = false;
    if (act.outcome->is_ok()) {
      alive = octets_read(act).value_or(0) > 0 || (wrote && number != nullptr && *number > 0) ||
              shook || (act.kind == StepKind::kVersion && !act.outcome->value().is<None>());
    }
    report.expect(!alive, act.step, [&] {
      const bool was_done = c.story.finished(act.party) < c.story.died(act.party);
      return Texts{was_done ? "an error, or b\"\"" : "an error: the handshake failed",
                   print(*act.outcome, 64), "the object went on after a fatal error"};
    });
  });
  each_sight(c, [&](std::size_t party, std::size_t step, const State& state) {
    if (c.story.died(party) > step) return;
    report.expect(state.version.empty(), step, [&] {
      return Texts{"version None", "version " + state.version,
                   "an object that failed still has a version"};
    });
  });
}

void check_handshake_once(const Case& c, RuleReport& report) {
  std::vector<bool> done(c.story.parties().size()), spoiled(c.story.parties().size());
  each_act(c, [&](const Act& act) {
    const Outcome& outcome = *act.outcome;
    // Authentication after the handshake is another one; after an error nothing is promised.
    if (act.kind == StepKind::kPostHandshake) spoiled[act.party] = true;
    if (act.kind != StepKind::kDoHandshake) {
      if (outcome.is_raised() && !waits(outcome)) spoiled[act.party] = true;
      return;
    }
    // Its name was made anew, in vain: there is no object to speak of.
    if (outcome.is_raised("NameError")) spoiled[act.party] = true;
    const auto& options = c.story.parties()[act.party].options;
    // A call with arguments is a TypeError, or nothing that every engine can be asked.
    if (act.own != nullptr && !act.own->arguments.empty()) return;
    if (done[act.party] && !spoiled[act.party] && options && !options->post_handshake_auth) {
      report.expect(outcome.is_ok() && outcome.value().is<None>(), act.step, [&] {
        return Texts{"ok None", print(outcome, 64),
                     "a finished handshake was reported done in another way"};
      });
    }
    if (outcome.is_ok()) done[act.party] = true;
  });
}

void check_version_stable(const Case& c, RuleReport& report) {
  std::map<std::size_t, State> first;
  each_sight(c, [&](std::size_t party, std::size_t step, const State& state) {
    if (state.version.empty()) return;
    const auto [it, is_first] = first.emplace(party, state);
    if (is_first) return;
    const State& was = it->second;
    report.expect(was.version == state.version && was.cipher == state.cipher, step, [&] {
      return Texts{fmt::format("{} {}", was.version, was.cipher),
                   fmt::format("{} {}", state.version, state.cipher),
                   "version or cipher of an established connection changed"};
    });
  });
}

void check_version_cipher(const Case& c, RuleReport& report) {
  each_sight(c, [&](std::size_t, std::size_t step, const State& state) {
    if (state.version.empty()) return;
    // RFC 8446 appendix B.4: TLS 1.3 suites name neither key exchange nor signature, and are its
    // own.
    const bool suite13 =
        state.cipher.starts_with("TLS_AES_") || state.cipher.starts_with("TLS_CHACHA20_");
    report.expect(!state.cipher.empty() && suite13 == (state.version == "TLSv1.3"), step, [&] {
      return Texts{"a cipher of " + state.version, state.cipher.empty() ? "None" : state.cipher,
                   "version and cipher do not belong together"};
    });
  });
}

void check_data_needs_handshake(const Case& c, RuleReport& report) {
  std::vector<std::pair<std::size_t, std::size_t>> reads;
  each_act(c, [&](const Act& act) {
    if (octets_read(act).value_or(0) > 0) reads.emplace_back(act.party, act.step);
  });
  each_sight(c, [&](std::size_t party, std::size_t step, const State& state) {
    // A second handshake in the connection (RFC 5246 section 7.4.1.1) takes place between data.
    if (c.story.finished(party) < step) return;
    const bool read = std::find(reads.begin(), reads.end(), std::pair(party, step)) != reads.end();
    if (!read && (!state.version.empty() || c.story.died(party) <= step)) return;
    const bool holds =
        read ? !state.version.empty() || c.story.died(party) <= step : state.pending == 0;
    report.expect(holds, step, [&] {
      return Texts{"no data before the handshake is done",
                   read ? "data was read" : "data is pending",
                   "application data was accepted before the handshake was done"};
    });
  });
}

// Whether an alert of this kind arrived that can be read before `end`: a puppet says a close_notify without unwrap(), too.
template <typename Is>
static bool heard_alert(const Case& c, std::size_t party, std::size_t end, Is is) {
  const std::string& name = c.story.parties()[party].name;
  const std::vector<Entry>& entries = c.story.trace().entries;
  for (std::size_t i = 0; i < entries.size() && entries[i].step < end; ++i) {
    for (const Heard& heard : c.dialogue()[i]) {
      if (heard.sent || heard.by != name) continue;
      for (const wire::Said& said : heard.record.said) {
        const bool alert = said.type == wire::kAlert && said.octets.size() == 2;
        if (alert && is(said.octets[0], said.octets[1])) return true;
      }
    }
  }
  return false;
}

// RFC 8446 section 6: an alert is its level and its description, and close_notify is 0.
static bool heard_close(const Case& c, std::size_t party, std::size_t end) {
  return heard_alert(c, party, end, [](char, char description) { return description == 0; });
}
static bool heard_fatal(const Case& c, std::size_t party, std::size_t end) {
  return heard_alert(c, party, end,
                     [](char level, char description) { return level == 2 && description != 0; });
}

// Whether the peer's close_notify can have reached the party when the operation began. An action
// inside `move` or `pump` comes after deliveries of its own step.
static bool close_may_be_there(const Case& c, const Act& act) {
  const std::size_t end = act.own == nullptr ? act.step + 1 : act.step;
  return c.story.close_may_have_arrived(act.party, end) || heard_close(c, act.party, end);
}

// OP_IGNORE_UNEXPECTED_EOF, 0x80: the script asked for it (or took whatever defaults there are).
static bool is_lenient(const Case& c, const Party& party) {
  return !party.options || party.options->own_defaults || c.story.reconfigured() ||
         (party.options->options.value_or(kDefaultOptions) & 0x80) != 0;
}

void check_truncation(const Case& c, RuleReport& report) {
  std::vector<bool> failed(c.story.parties().size());
  each_act(c, [&](const Act& act) {
    const Party& party = c.story.parties()[act.party];
    const Outcome& outcome = *act.outcome;
    const bool reads = act.kind == StepKind::kRead;
    const bool ends =
        reads && ((outcome.is_ok() && octets_read(act) == 0 && octets_asked(act).value_or(0) > 0) ||
                  outcome.is_raised("SSLZeroReturnError"));
    const bool stops = ends || (reads && outcome.is_raised() && !waits(outcome));
    const bool lenient = is_lenient(c, party);
    if (stops && !failed[act.party] && !lenient && !c.story.has_reactions() &&
        !close_may_be_there(c, act)) {
      report.expect(!ends, act.step, [&] {
        return Texts{"an error, or SSLWantReadError", print(outcome),
                     "a stream without close_notify looks ended"};
      });
    }
    // After a fatal alert, read() gives b"".
    failed[act.party] = failed[act.party] || (outcome.is_raised() && !waits(outcome));
  });
}

void check_unwrap(const Case& c, RuleReport& report) {
  std::vector<bool> failed(c.story.parties().size());
  each_act(c, [&](const Act& act) {
    const Outcome& outcome = *act.outcome;
    if (act.kind == StepKind::kUnwrap && !failed[act.party] && !c.story.has_reactions() &&
        !is_lenient(c, c.story.parties()[act.party]) && !close_may_be_there(c, act)) {
      const bool done = c.story.finished(act.party) < act.step;
      report.expect(!outcome.is_ok(), act.step, [&] {
        return Texts{!done                                 ? "an error: the handshake is not done"
                     : heard_fatal(c, act.party, act.step) ? "an error: a fatal alert has come"
                                                           : "SSLWantReadError",
                     print(outcome), "unwrap() reports a close that the peer never sent"};
      });
    }
    failed[act.party] = failed[act.party] || (outcome.is_raised() && !waits(outcome));
  });
}

void check_close_notify_sent(const Case& c, RuleReport& report) {
  std::vector<bool> unwrapped(c.story.parties().size());
  each_act(c, [&](const Act& act) {
    if (act.kind != StepKind::kUnwrap) return;
    const bool first = !unwrapped[act.party];
    unwrapped[act.party] = true;
    const bool established =
        c.story.finished(act.party) < act.step && c.story.died(act.party) > act.step;
    const Party& party = c.story.parties()[act.party];
    const Close& close = c.story.closes(act.party).front();
    if (!first || !established || (!act.outcome->is_ok() && !waits(*act.outcome))) return;
    // Whoever reads there takes from it, unseen.
    const bool shared = std::any_of(c.story.parties().begin(), c.story.parties().end(),
                                    [&](const Party& other) { return other.in == party.out; });
    if (!close.after || shared) return;
    report.expect(*close.after > close.before, act.step,
                  [&] { return Texts{"octets to send", "none", "unwrap() sent no close_notify"}; });
  });
}

void check_session_reused(const Case& c, RuleReport& report) {
  each_sight(c, [&](std::size_t index, std::size_t step, const State& state) {
    const Party& party = c.story.parties()[index];
    if (party.role != Role::kClient || party.given_session || state.version.empty()) return;
    report.expect(!state.session_reused, step, [&] {
      return Texts{"session_reused False", "session_reused True",
                   "a client without a session has resumed one"};
    });
  });
}

}  // namespace parallax
