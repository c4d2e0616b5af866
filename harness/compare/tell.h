// Tell: a script and its trace, made by hand, for the tests of this room.
//
//   Tell t;
//   t("bio x")("x.write b\"abc\"", "ok 3").see("x", bio(3));
#ifndef PARALLAX_HARNESS_COMPARE_TELL_H_
#define PARALLAX_HARNESS_COMPARE_TELL_H_

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "harness/compare/judge.h"
#include "harness/contract/capabilities.h"

namespace parallax {

inline State bio(std::uint64_t pending, bool eof = false) {
  State state;
  state.kind = State::Kind::kBio;
  state.in = {pending, eof};
  return state;
}

// An object before its handshake, with so much in its BIOs.
inline State idle(std::uint64_t in = 0, std::uint64_t out = 0) {
  State state;
  state.kind = State::Kind::kObject;
  state.in.pending = in;
  state.out.pending = out;
  return state;
}

// An object after its handshake.
inline State up(std::uint64_t in = 0, std::uint64_t out = 0) {
  State state = idle(in, out);
  state.version = "TLSv1.3";
  state.cipher = "TLS_AES_256_GCM_SHA384";
  return state;
}

inline std::string record(int type, const std::string& fragment, int version = 0x0303) {
  std::string octets;
  octets += static_cast<char>(type);
  octets += static_cast<char>(version >> 8);
  octets += static_cast<char>(version & 0xff);
  octets += static_cast<char>(fragment.size() >> 8);
  octets += static_cast<char>(fragment.size() & 0xff);
  return octets + fragment;
}

inline std::string client_hello() { return record(22, std::string("\x01\0\0\0", 4), 0x0301); }
inline std::string server_hello() { return record(22, std::string("\x02\0\0\0", 4)); }
inline std::string sealed(std::size_t size = 32) { return record(23, std::string(size, '\xe7')); }

class Tell {
 public:
  Tell() {
    trace_.engine.name = "openssl";
    trace_.engine.family = "openssl";
    trace_.engine.version = trace_.engine.library = "OpenSSL 3.0.22";
    trace_.engine.semantics = "3.13";
    trace_.engine.capabilities = {capability::kDeterministic};
  }

  // One more step, and what came of it.
  Tell& operator()(std::string_view line, std::string_view outcome = "ok None") {
    auto step = parse_step(line);
    EXPECT_TRUE(step) << line << ": " << (step ? "" : step.error().message);
    if (!step) return *this;
    const std::string root = step->target.substr(0, step->target.find('.'));
    if (step->kind == StepKind::kPeer || step->kind == StepKind::kPuppet) peers_.insert(root);
    Entry entry;
    entry.step = script_.steps.size();
    entry.on_subject =
        !peers_.contains(root) || step->kind == StepKind::kMove || step->kind == StepKind::kPump;
    entry.outcome = outcome_of(outcome);
    step->line = static_cast<int>(entry.step) + 1;
    script_.steps.push_back(std::move(*step));
    trace_.entries.push_back(std::move(entry));
    return *this;
  }
  // Of the last step: a look, octets carried, an action, a note.
  Tell& see(std::string name, State state) {
    last().looks.push_back({std::move(name), std::move(state)});
    return *this;
  }
  Tell& moved(const std::string& from, const std::string& to, const std::string& sent,
              const std::optional<std::string>& delivered = std::nullopt) {
    const std::string arrived = to.empty() ? "" : delivered.value_or(sent);
    last().transfers.push_back(
        {from, to, sent, arrived, !peers_.contains(from), !to.empty() && !peers_.contains(to)});
    return *this;
  }
  Tell& did(std::string text, std::string_view outcome = "ok None") {
    const bool peer = peers_.contains(text.substr(0, text.find('.')));
    last().actions.push_back({std::move(text), !peer, outcome_of(outcome)});
    return *this;
  }
  Tell& noted(std::string kind, std::string text) {
    last().outcome.notes().push_back({std::move(kind), std::move(text)});
    return *this;
  }
  Tell& engine(std::string name, std::string family) {
    trace_.engine.name = std::move(name);
    trace_.engine.family = std::move(family);
    return *this;
  }
  Tell& ending(std::string_view outcome) {
    trace_.ending = outcome_of(outcome);
    return *this;
  }
  // The same script run in another way gave this trace.
  Tell& variant(Variant variant, Trace trace) {
    variants_[variant] = std::move(trace);
    return *this;
  }
  Tell& again(Trace trace) {
    again_ = std::move(trace);
    return *this;
  }

  Entry& last() { return trace_.entries.back(); }
  Trace& trace() { return trace_; }
  const Trace& trace() const { return trace_; }
  const Script& script() const { return script_; }
  // All of it; the second run is the same as the first unless again() said otherwise.
  Runs runs(std::string engine = "") const {
    if (engine.empty()) engine = trace_.engine.name;
    return {std::move(engine), trace_, variants_, again_.value_or(trace_)};
  }

 private:
  static Outcome outcome_of(std::string_view text) {
    auto outcome = parse_outcome(text);
    EXPECT_TRUE(outcome) << text;
    return outcome ? *outcome : Outcome();
  }

  Script script_;
  Trace trace_;
  std::optional<Trace> again_;
  std::map<Variant, Trace> variants_;
  std::set<std::string> peers_;
};

// A client of the subject and a server of the peer, shaken hands. Keys are added to their steps.
inline Tell established(const std::string& client_keys = "", const std::string& server_keys = "",
                        const State& state = up()) {
  Tell t;
  t("object a client" + client_keys).see("a", idle());
  t("peer p server" + server_keys).see("p", idle());
  t("pump a p")
      .did("a.do_handshake", "SSLWantReadError")
      .moved("a", "p", client_hello())
      .did("p.do_handshake", "SSLWantReadError")
      .moved("p", "a", server_hello() + sealed())
      .did("a.do_handshake")
      .moved("a", "p", sealed())
      .did("p.do_handshake")
      .see("a", state)
      .see("p", state);
  return t;
}

// A rule's two traces: one that it looks at and finds in order, one that breaks it at a step.
struct Pair {
  Tell holds, broken;
  std::size_t step = 0;
};
using Pairs = std::map<std::string_view, Pair>;

// How GoogleTest names a rule.
inline void PrintTo(const Rule& rule, std::ostream* out) { *out << rule.id; }

void add_bio_pairs(Pairs& pairs);
void add_object_pairs(Pairs& pairs);
void add_data_pairs(Pairs& pairs);
void add_wire_pairs(Pairs& pairs);
void add_handshake_pairs(Pairs& pairs);
void add_verify_pairs(Pairs& pairs);
void add_process_pairs(Pairs& pairs);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_TELL_H_
