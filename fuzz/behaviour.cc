#include "fuzz/behaviour.h"

#include <algorithm>
#include <cstdlib>

// In the main program, 8-byte aligned and sized, as libFuzzer asks; 16 KiB, since libFuzzer looks at all of
// it after each run.
__attribute__((section("__libfuzzer_extra_counters"), used,
               aligned(64))) static unsigned char counters[16384];

namespace parallax::fuzz {
namespace {

bool guided() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  static const bool wanted = std::getenv("PARALLAX_FUZZ_UNGUIDED") == nullptr;
  return wanted;
}

void add_state(const State& state, Mix* mix) {
  mix->add(state.version).add(state.cipher).add(state.alpn);
  mix->add((state.in.eof ? 1U : 0U) | (state.out.eof ? 2U : 0U) | (state.in.pending > 0 ? 4U : 0U) |
           (state.out.pending > 0 ? 8U : 0U) | (state.pending > 0 ? 16U : 0U) |
           (state.session_reused ? 32U : 0U));
}

// "server", "client"; empty where the script makes no such end.
std::string role_of(const std::string& name, const Script& script) {
  for (const Step& step : script.steps) {
    const Value* role = step.target == name ? step.find("role") : nullptr;
    const Name* word = role == nullptr ? nullptr : role->as<Name>();
    if (word != nullptr) return word->text;
  }
  return {};
}

}  // namespace

Mix& Mix::add(std::string_view octets) {
  for (const char c : octets) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash_ = (hash_ ^ 0xFF) * 0x100000001b3;  // a border: "ab","c" is not "a","bc"
  return *this;
}

Mix& Mix::add(std::uint64_t number) {
  for (int i = 0; i < 8; ++i, number >>= 8) hash_ = (hash_ ^ (number & 0xFF)) * 0x100000001b3;
  return *this;
}

void note(const Mix& combination) {
  // The high half is folded in: the low bits of FNV alone are weak.
  note_place(static_cast<std::size_t>(combination.value() ^ combination.value() >> 32));
}

void note_place(std::size_t place) {
  if (guided()) counters[place % sizeof counters] = 1;
}

void note_behaviour(const Script& script, const std::vector<Runs>& runs) {
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    const auto kind = static_cast<std::uint64_t>(script.steps[i].kind);
    Mix mix;
    mix.add(before).add(kind);
    for (const Runs& run : runs) {
      if (i >= run.plain.entries.size()) {
        mix.add("gone");
        continue;
      }
      const Entry& entry = run.plain.entries[i];
      mix.add(class_word(entry.outcome)).add(entry.outcome.error().reason);
      for (const Look& look : entry.looks) add_state(look.state, &mix);
    }
    note(mix);
    before = kind;
  }
}

std::vector<std::uint64_t> stages(const Script& script, const Trace& trace) {
  std::vector<std::uint64_t> all;
  std::vector<Look> ends;
  for (const Entry& entry : trace.entries) {
    for (const Look& look : entry.looks) {
      if (look.state.kind != State::Kind::kObject) continue;
      const auto same = std::find_if(ends.begin(), ends.end(),
                                     [&](const Look& end) { return end.name == look.name; });
      if (same == ends.end())
        ends.push_back(look);
      else
        same->state = look.state;
    }
    Mix mix;
    for (const Look& end : ends) {
      mix.add(role_of(end.name, script));
      add_state(end.state, &mix);
    }
    all.push_back(ends.empty() ? 0 : mix.value());
  }
  all.resize(script.steps.size());  // what a crash cut off stands nowhere
  return all;
}

}  // namespace parallax::fuzz
