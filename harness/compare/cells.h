// Cells: which operations were called in which states of an object; the contract's table, as a run
// fills it.
//
// States are read from what operations answered, not from the script, so that a script which means
// to reach one and does not is not counted.
//
// Threads: a plain value. Complexity: linear in the story.
#ifndef PARALLAX_HARNESS_COMPARE_CELLS_H_
#define PARALLAX_HARNESS_COMPARE_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "harness/compare/story.h"

namespace parallax {

// How an SSLObject stands, from its owner's side (contract, SSLObject: the table of states).
enum class Standing : std::uint8_t {
  kFresh,          // nothing that moves TLS was called
  kHandshaking,    // called, not finished
  kEstablished,    // the handshake is finished, nothing is closed
  kOwnClose,       // unwrap() was called, the peer is silent
  kPeersClose,     // the peer's close_notify was read
  kBothClosed,     // unwrap() returned
  kEndOfStream,    // the stream ended without a close_notify
  kAlertReceived,  // a fatal alert of the peer was read
  kFailed,         // an error of its own ended the connection
};
inline constexpr std::size_t kStandings = 9;
std::string_view standing_words(Standing standing);

// How a MemoryBIO stands.
enum class Filling : std::uint8_t { kEmpty, kWaiting, kEndedWaiting, kEnded };
inline constexpr std::size_t kFillings = 4;
std::string_view filling_words(Filling filling);

// How often each was reached. Keys are all cells, so that one never reached is there with 0.
struct Cells {
  std::map<std::pair<StepKind, Standing>, std::size_t> objects;
  std::map<std::pair<StepKind, Filling>, std::size_t> bios;

  Cells();
  // Counts the subject's acts; each cell at most once a story.
  void add(const Story& story);
  // Two tables in Markdown, an operation a row, with the number of scripts that reach each cell.
  std::string markdown() const;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_CELLS_H_
