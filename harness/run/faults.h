// Faults: what may happen to octets on their way from one object to another.
#ifndef PARALLAX_HARNESS_RUN_FAULTS_H_
#define PARALLAX_HARNESS_RUN_FAULTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/script/script.h"

namespace parallax {

// The keys of a `move` step. Faults act on the selection: the record numbered `record`, from 0, or all
// that is carried. Their order is fixed: truncate, drop, double, flip, insert, reorder.
struct Faults {
  std::optional<std::int64_t> take;    // carry at most so many octets
  std::optional<std::int64_t> hold;    // keep the last so many back until the next move from there
  std::optional<std::int64_t> record;  // faults act on this TLS record only
  std::optional<std::int64_t> truncate;  // keep only so many octets of the selection
  bool drop = false;                     // the selection is lost
  bool twice = false;                    // the selection comes twice
  std::optional<std::int64_t> flip;  // the octet at this place is inverted; negative: from the end
  std::string insert;                // these octets are added
  std::int64_t at = 0;               // before this place in the selection
  bool reorder = false;              // the records of the selection come last first
  std::int64_t split = 0;            // deliver in pieces of so many octets; 0: in one
  std::string each;  // after each piece the receiver does this: "do_handshake", "read"

  // True when what arrives may differ from what was sent (hold, take and split alone do not).
  bool alters() const;
};

Faults faults_of(const Step& step);

// `octets` as they arrive. Places outside the selection do nothing.
std::string alter(const Faults& faults, std::string octets);

// Cut into pieces of `size`; one piece when 0. No octets: no piece.
std::vector<std::string_view> cut(std::string_view octets, std::size_t size);

// Cut as Variant::kRecut does: the first 64 octets in pieces of 1 to 7, the rest in growing pieces, so
// that a record header is met at every border and a long flight still costs few calls.
std::vector<std::string_view> recut(std::string_view octets);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_RUN_FAULTS_H_
