// Rules of application data: what one end writes, the other reads, and nobody sees on the way.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"

namespace parallax {
namespace {

using Texts = std::tuple<std::string, std::string, std::string>;

constexpr std::size_t kMarker = 16;  // by chance, 16 octets are met once in 2^128
// Each marker costs a search through all that was sent; three of each write, so many in all.
constexpr std::size_t kMostMarkers = 96;

// What one party has written, as far as the script says it.
struct Written {
  std::string octets;
  bool known = true;  // false: it went on with octets that the script does not say
  std::size_t read = 0;
};

class Listener {
 public:
  Listener(const Case& c, RuleReport& report)
      : story_(c.story), report_(report), written_(story_.parties().size()) {}

  void run() {
    if (story_.has_reactions()) return;
    for (const Act& act : story_.acts()) {
      if (act.party == kNowhere || !act.outcome->is_ok()) continue;
      if (act.kind == StepKind::kWrite || sends_data(act)) write(act);
      // Whatever else a puppet says may be data too, or no longer be.
      else if (act.kind == StepKind::kSend)
        written_[act.party].known = false;
      if (act.kind == StepKind::kRead) read(act);
    }
  }

 private:
  // A puppet's application_data in records as good as any.
  static bool sends_data(const Act& act) {
    if (act.kind != StepKind::kSend || act.own == nullptr) return false;
    const Value* message = act.own->find("message");
    const Name* name = message == nullptr ? nullptr : message->as<Name>();
    return name != nullptr && name->text == "application_data" &&
           std::all_of(act.own->arguments.begin(), act.own->arguments.end(), [](const Argument& a) {
             return a.key.empty() || a.key == "data" || a.key == "padding" || a.key == "cut";
           });
  }

  void write(const Act& act) {
    Written& written = written_[act.party];
    const Value* data = act.own == nullptr ? nullptr : act.own->find("data");
    const auto octets = data == nullptr ? std::nullopt : story_.octets_of(*data);
    if (!octets)
      written.known = false;
    else if (written.known)
      written.octets += *octets;
  }

  void read(const Act& act) {
    const std::size_t other = story_.counterpart(act.party);
    if (other == kNowhere || story_.counterpart(other) != act.party) return;
    if (!story_.untouched(act.party, act.step) || !one_end_is_subject(act.party, other)) return;
    Written& written = written_[other];
    const Bytes* bytes = act.outcome->value().as<Bytes>();
    const auto* number = act.outcome->value().as<std::int64_t>();
    const std::size_t size = bytes != nullptr                   ? bytes->octets.size()
                             : number != nullptr && *number > 0 ? static_cast<std::size_t>(*number)
                                                                : 0;
    if (size == 0 || !written.known) return;
    const std::size_t at = written.read;
    written.read += size;
    const bool fits = at + size <= written.octets.size();
    const bool same =
        fits && (bytes == nullptr || written.octets.compare(at, size, bytes->octets) == 0);
    report_.expect(same, act.step, [&] {
      const std::string due =
          at < written.octets.size() ? written.octets.substr(at, size) : std::string();
      return Texts{"ok " + print(Value::bytes(due), 64), print(*act.outcome, 64),
                   fmt::format("{} read what {} did not write, or not there",
                               story_.parties()[act.party].name, story_.parties()[other].name)};
    });
  }

  bool one_end_is_subject(std::size_t a, std::size_t b) const {
    return story_.parties()[a].subject || story_.parties()[b].subject;
  }

  const Story& story_;
  RuleReport& report_;
  std::vector<Written> written_;
};

// A piece of what was written that tells itself from padding and headers.
bool is_marker(std::string_view piece) {
  std::array<bool, 256> seen{};
  std::size_t distinct = 0;
  for (const char c : piece) {
    bool& known = seen[static_cast<unsigned char>(c)];
    distinct += known ? 0 : 1;
    known = true;
  }
  return distinct >= 4 || (distinct >= 1 && piece[0] != '\0' && piece[0] != '\xff');
}

std::vector<std::string> markers_of(const std::string& octets) {
  std::vector<std::string> markers;
  if (octets.size() < kMarker) return markers;
  for (const std::size_t at :
       {std::size_t{0}, (octets.size() - kMarker) / 2, octets.size() - kMarker}) {
    std::string marker = octets.substr(at, kMarker);
    if (is_marker(marker) && std::find(markers.begin(), markers.end(), marker) == markers.end()) {
      markers.push_back(std::move(marker));
    }
  }
  return markers;
}

// Whether the script says the marker elsewhere: in a name that is sent in the clear, or in octets
// that it puts on the wire itself.
bool said_elsewhere(const Script& script, const Step& own, const std::string& marker) {
  for (const Step& step : script.steps) {
    if (&step == &own || (step.kind == StepKind::kWrite && !step.target.ends_with(".out") &&
                          !step.target.ends_with(".in"))) {
      continue;
    }
    for (const Argument& argument : step.arguments) {
      const Text* text = argument.value.as<Text>();
      const Bytes* bytes = argument.value.as<Bytes>();
      if (text != nullptr && text->utf8.find(marker) != std::string::npos) return true;
      if (bytes != nullptr && bytes->octets.find(marker) != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

void check_data_as_sent(const Case& c, RuleReport& report) { Listener(c, report).run(); }

void check_plaintext(const Case& c, RuleReport& report) {
  std::vector<std::string> ciphers(c.story.parties().size());
  for (std::size_t i = 0; i < c.story.trace().entries.size(); ++i) {
    for (const Sight& sight : c.story.sights(i)) {
      if (sight.party != kNowhere && !sight.state->version.empty())
        ciphers[sight.party] = sight.state->cipher;
    }
  }
  std::size_t searched = 0;
  for (const Act& act : c.story.acts()) {
    if (act.party == kNowhere || act.kind != StepKind::kWrite || act.own == nullptr ||
        !act.outcome->is_ok())
      continue;
    const Party& party = c.story.parties()[act.party];
    const std::string& cipher = ciphers[act.party];
    if (!party.subject || cipher.empty() || cipher.find("NULL") != std::string::npos) continue;
    const Pipe& out = c.story.pipes()[party.out];
    if (out.script_wrote != kNowhere || party.in == party.out) continue;
    const Value* data = act.own->find("data");
    const auto octets = data == nullptr ? std::nullopt : c.story.octets_of(*data);
    if (!octets) continue;
    for (const std::string& marker : markers_of(*octets)) {
      if (searched >= kMostMarkers || said_elsewhere(c.script, *act.own, marker)) continue;
      ++searched;
      const std::size_t at = out.taken.octets.find(marker, out.taken.size_before(act.step));
      report.expect(at == std::string::npos, act.step, [&] {
        return Texts{"ciphertext", print(Value::bytes(marker)),
                     fmt::format("{} sent what it was given to encrypt as it was, under {}",
                                 party.name, cipher)};
      });
    }
  }
}

}  // namespace parallax
