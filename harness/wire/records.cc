#include "harness/wire/records.h"

#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

std::uint8_t octet(std::string_view octets, std::size_t at) {
  return static_cast<std::uint8_t>(octets[at]);
}

std::uint16_t uint16(std::string_view octets, std::size_t at) {
  return static_cast<std::uint16_t>(octet(octets, at) << 8 | octet(octets, at + 1));
}

}  // namespace

bool Record::plausible() const {
  return type >= kChangeCipherSpec && type <= kHeartbeat && version >> 8 == 3 &&
         length <= kMaxFragment;
}

bool RecordCursor::next(Record* record) {
  if (octets_.size() - at_ < kRecordHeader) return false;
  record->type = octet(octets_, at_);
  record->version = uint16(octets_, at_ + 1);
  record->length = uint16(octets_, at_ + 3);
  record->offset = at_;
  record->fragment = octets_.substr(at_ + kRecordHeader, record->length);
  record->complete = record->fragment.size() == record->length;
  at_ += kRecordHeader + record->fragment.size();
  if (record->complete) complete_ = at_;
  return true;
}

std::vector<Record> split_records(std::string_view octets) {
  std::vector<Record> records;
  RecordCursor cursor(octets);
  for (Record record; cursor.next(&record) && record.plausible();) records.push_back(record);
  return records;
}

bool read_alert(const Record& record, Alert* alert) {
  if (record.type != kAlert || !record.complete || record.length != 2) return false;
  alert->level = octet(record.fragment, 0);
  alert->description = octet(record.fragment, 1);
  return true;
}

std::vector<Alert> plaintext_alerts(std::string_view octets) {
  std::vector<Alert> alerts;
  RecordCursor cursor(octets);
  Alert alert;
  for (Record record; cursor.next(&record) && record.plausible();) {
    if (read_alert(record, &alert)) alerts.push_back(alert);
  }
  return alerts;
}

}  // namespace parallax::wire
