// Shape: how a message goes into records, right or wrong.
//
// Plain values; the default is what the RFCs say. Units: octets, unless said otherwise.
#ifndef PARALLAX_HARNESS_PUPPET_SHAPE_H_
#define PARALLAX_HARNESS_PUPPET_SHAPE_H_

#include <cstddef>
#include <cstdint>
#include <optional>

namespace parallax::puppet {

// Which keys protect a record. TLS 1.2 knows kPlain and kApplication.
enum class Epoch : std::uint8_t { kPlain, kEarly, kHandshake, kApplication };

struct Shape {
  std::optional<std::uint8_t> type;      // the record's type (TLS 1.3: the inner one)
  std::optional<std::uint16_t> version;  // the record's version
  std::optional<std::size_t> cut;        // fragments of so many octets, at least 1
  std::optional<std::size_t> length;     // what the header says, whatever follows
  std::optional<Epoch> epoch;            // another than the one it belongs to
  std::size_t padding = 0;               // zeros of TLS 1.3, blocks of CBC
  int empty = 0;                         // so many empty records of its type before it
  int copies = 1;                        // the very same records so many times
  bool join = false;                     // leave it for the next record
  bool wrong_key = false;                // under a key that nobody has
  bool broken_tag = false;               // the last octet inverted
  bool oversized = false;                // in one record, however long

  bool operator==(const Shape&) const = default;
  // How many things it does that the RFCs forbid, or that a well-behaved peer does not do.
  int faults() const {
    return int{type.has_value()} + int{version.has_value()} + int{length.has_value()} +
           int{epoch.has_value()} + int{empty != 0} + int{copies != 1} + int{wrong_key} +
           int{broken_tag} + int{oversized};
  }
};

}  // namespace parallax::puppet

#endif  // PARALLAX_HARNESS_PUPPET_SHAPE_H_
