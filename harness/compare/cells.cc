#include "harness/compare/cells.h"

#include <array>
#include <set>
#include <vector>

namespace parallax {
namespace {

constexpr std::array<std::string_view, kStandings> kStandingWords = {
    "fresh",       "handshaking",   "established",    "own close sent", "peer's close read",
    "both closed", "end of stream", "alert received", "failed"};
constexpr std::array<std::string_view, kFillings> kFillingWords = {"empty", "octets wait",
                                                                   "octets wait, ended", "ended"};

bool is_on(StepKind kind, std::uint8_t what) { return (step_def(kind).on & what) != 0; }

bool ended_unannounced(const Outcome& outcome) {
  return outcome.is_raised("SSLEOFError") ||
         (outcome.is_raised() && outcome.error().reason == "UNEXPECTED_EOF_WHILE_READING");
}

bool only_waits(const Outcome& outcome) {
  return outcome.is_raised("SSLWantReadError") || outcome.is_raised("SSLWantWriteError");
}

// What a refusal that is none of TLS's business looks like: wrong arguments, and closing too early.
bool leaves_all_as_it_was(const Outcome& outcome) {
  if (!outcome.is_raised()) return !outcome.is_ok();
  const PythonError& error = outcome.error();
  if (!error.type.starts_with("SSL")) return true;
  return error.reason == "SHUTDOWN_WHILE_IN_INIT" || error.reason == "PROTOCOL_IS_SHUTDOWN";
}

bool asks_for_nothing(const Act& act) {
  if (act.own == nullptr || act.own->arguments.empty()) return false;
  const auto* size = act.own->arguments.front().value.as<std::int64_t>();
  return size != nullptr && *size == 0;
}

Standing after_error(Standing before, const Outcome& outcome) {
  const std::string& reason = outcome.error().reason;
  if (before >= Standing::kEndOfStream) return before;
  if (ended_unannounced(outcome)) return Standing::kEndOfStream;
  if (reason.find("_ALERT_") != std::string::npos) return Standing::kAlertReceived;
  if (outcome.is_raised("SSLZeroReturnError")) return before;
  return Standing::kFailed;
}

Standing after_close(Standing before, const Outcome& outcome) {
  if (outcome.is_ok()) return Standing::kBothClosed;
  if (only_waits(outcome)) {
    return before == Standing::kPeersClose ? Standing::kBothClosed : Standing::kOwnClose;
  }
  return after_error(before, outcome);
}

Standing after_read(Standing before, const Act& act) {
  const Outcome& outcome = *act.outcome;
  const Bytes* octets = outcome.value().as<Bytes>();
  const auto* count = outcome.value().as<std::int64_t>();
  const bool nothing =
      (octets != nullptr && octets->octets.empty()) || (count != nullptr && *count == 0);
  if (!nothing) return before < Standing::kEstablished ? Standing::kEstablished : before;
  if (asks_for_nothing(act) || before >= Standing::kBothClosed) return before;
  if (before == Standing::kOwnClose) return Standing::kBothClosed;
  return before == Standing::kEstablished ? Standing::kPeersClose : before;
}

Standing after(Standing before, const Act& act) {
  const Outcome& outcome = *act.outcome;
  if (leaves_all_as_it_was(outcome)) return before;
  switch (act.kind) {
    case StepKind::kUnwrap:
      return after_close(before, outcome);
    case StepKind::kDoHandshake:
    case StepKind::kWrite:
    case StepKind::kRead:
      break;
    default:
      return before;
  }
  if (only_waits(outcome)) return before == Standing::kFresh ? Standing::kHandshaking : before;
  if (outcome.is_raised()) return after_error(before, outcome);
  if (act.kind == StepKind::kRead) return after_read(before, act);
  return before < Standing::kEstablished ? Standing::kEstablished : before;
}

Filling filling_of(const BioState& bio, bool ended) {
  if (bio.pending == 0) return bio.eof || ended ? Filling::kEnded : Filling::kEmpty;
  return ended ? Filling::kEndedWaiting : Filling::kWaiting;
}

// The heading of a table, and its rows.
template <typename Key, std::size_t kColumns>
std::string table(const std::map<std::pair<StepKind, Key>, std::size_t>& cells,
                  const std::array<std::string_view, kColumns>& words) {
  std::string text = "| |", line = "|---|";
  for (const std::string_view word : words) {
    text += fmt::format(" {} |", word);
    line += "---:|";
  }
  text += "\n" + line;
  StepKind row = StepKind::kCollect;
  for (const auto& [cell, count] : cells) {
    if (cell.first != row) text += fmt::format("\n| `{}` |", step_def(cell.first).word);
    row = cell.first;
    text += fmt::format(" {} |", count);
  }
  return text + "\n";
}

}  // namespace

std::string_view standing_words(Standing standing) {
  return kStandingWords[static_cast<std::size_t>(standing)];
}

std::string_view filling_words(Filling filling) {
  return kFillingWords[static_cast<std::size_t>(filling)];
}

Cells::Cells() {
  for (const StepDef& def : step_table()) {
    if (def.form != Form::kMethod && def.form != Form::kAttribute) continue;
    // A puppet's steps are written on a name as an object's are, and are none of the contract's.
    if (def.kind > StepKind::kSet && def.kind < StepKind::kRead) continue;
    if (is_on(def.kind, kOnObject)) {
      for (std::size_t i = 0; i < kStandings; ++i)
        objects[{def.kind, static_cast<Standing>(i)}] = 0;
    }
    if (is_on(def.kind, kOnBio)) {
      for (std::size_t i = 0; i < kFillings; ++i) bios[{def.kind, static_cast<Filling>(i)}] = 0;
    }
  }
}

void Cells::add(const Story& story) {
  std::vector<Standing> standing(story.parties().size(), Standing::kFresh);
  std::vector<bool> ended(story.pipes().size(), false);
  std::vector<BioState> filled(story.pipes().size());
  std::set<std::pair<StepKind, Standing>> seen;
  std::set<std::pair<StepKind, Filling>> seen_bios;
  for (std::size_t entry = 0; entry < story.trace().entries.size(); ++entry) {
    const auto [first, last] = story.acts_of(entry);
    for (std::size_t i = first; i < last; ++i) {
      const Act& act = story.acts()[i];
      if (act.outcome->is_unsupported()) continue;
      if (act.party != kNowhere && story.parties()[act.party].subject) {
        Standing& now = standing[act.party];
        seen.emplace(act.kind, now);
        now = after(now, act);
      }
      if (act.pipe != kNowhere && story.pipes()[act.pipe].subject) {
        seen_bios.emplace(act.kind, filling_of(filled[act.pipe], ended[act.pipe]));
        if (act.kind == StepKind::kWriteEof) ended[act.pipe] = true;
      }
    }
    for (const Sight& sight : story.sights(entry)) {
      if (sight.pipe != kNowhere) filled[sight.pipe] = sight.state->in;
      if (sight.party == kNowhere || sight.state->kind != State::Kind::kObject) continue;
      const Party& party = story.parties()[sight.party];
      if (party.in != kNowhere) filled[party.in] = sight.state->in;
      if (party.out != kNowhere) filled[party.out] = sight.state->out;
    }
  }
  // A call on what has no such operation is no cell.
  for (const auto& cell : seen) {
    if (const auto it = objects.find(cell); it != objects.end()) ++it->second;
  }
  for (const auto& cell : seen_bios) {
    if (const auto it = bios.find(cell); it != bios.end()) ++it->second;
  }
}

std::string Cells::markdown() const {
  return table(objects, kStandingWords) + "\n" + table(bios, kFillingWords);
}

}  // namespace parallax
