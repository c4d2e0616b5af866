// Records: octets cut along TLS record borders, without a copy.
//
// Any octets are input. The cursor is total: it never throws, allocates nothing, reads nothing out
// of bounds, and ends. Complexity: constant a record, so linear in the octets at most. Views point
// into the octets given, which must outlive them. Source: RFC 8446 section 5.1; RFC 5246
// section 6.2.1.
#ifndef PARALLAX_HARNESS_WIRE_RECORDS_H_
#define PARALLAX_HARNESS_WIRE_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace parallax::wire {

inline constexpr std::size_t kRecordHeader = 5;  // type, version, length
// The longest legal TLSCiphertext: RFC 5246 6.2.3 allows 2^14 + 2048, RFC 8446 5.2 2^14 + 256.
inline constexpr std::size_t kMaxFragment = (1u << 14) + 2048;

struct Record {
  std::uint8_t type = 0;
  std::uint16_t version = 0;
  std::size_t offset = 0;     // of the header
  std::size_t length = 0;     // as the header declares
  std::string_view fragment;  // what there is of it; shorter than `length` at the end of the octets
  bool complete = false;

  // Whether this can be TLS at all: a known type, major version 3, a length within bounds. Behind
  // an implausible header the borders mean nothing.
  bool plausible() const;
};

class RecordCursor {
 public:
  explicit RecordCursor(std::string_view octets) : octets_(octets) {}
  // The next record, the last one possibly incomplete. False when fewer octets than a header are
  // left.
  bool next(Record* record);
  // The octets after the last complete record.
  std::string_view rest() const { return octets_.substr(complete_); }

 private:
  std::string_view octets_;
  std::size_t at_ = 0;
  std::size_t complete_ = 0;
};

// All records, as far as they are plausible.
std::vector<Record> split_records(std::string_view octets);

struct Alert {
  std::uint8_t level = 0;
  std::uint8_t description = 0;
  bool operator==(const Alert&) const = default;
};

// The alert of a plaintext alert record. False if the record is incomplete, another type, or not
// two octets (an encrypted alert is always longer: RFC 5246 6.2.3, RFC 8446 5.2).
bool read_alert(const Record& record, Alert* alert);
// All plaintext alerts in octets that begin at a record border.
std::vector<Alert> plaintext_alerts(std::string_view octets);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_RECORDS_H_
