// Records: from octets to content and back.
#include "harness/wire/records.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/puppet/connection.h"

namespace parallax::puppet {
namespace {

constexpr std::size_t kMostContent = std::size_t{1} << 14;  // RFC 8446 5.1
// Early data that a server which refused it reads over: bounds what a peer can keep it busy with.
constexpr std::size_t kMostSkipped = std::size_t{1} << 16;
// A handshake message of more is not kept together (the longest honest one is a chain of certificates).
constexpr std::size_t kMostMessage = std::size_t{1} << 20;
constexpr std::size_t kHeader = 4;

std::uint16_t header_version(std::string_view record) {
  return static_cast<std::uint16_t>(static_cast<std::uint8_t>(record[1]) << 8 |
                                    static_cast<std::uint8_t>(record[2]));
}

}  // namespace

void Connection::receive(std::string_view octets) {
  in_ += octets;
  process();
}

void Connection::process() {
  std::size_t at = 0;
  while (in_.size() - at >= wire::kRecordHeader) {
    const std::string_view record = std::string_view(in_).substr(at);
    const std::size_t length = static_cast<std::size_t>(static_cast<std::uint8_t>(record[3])) << 8 |
                               static_cast<std::uint8_t>(record[4]);
    if (record.size() < wire::kRecordHeader + length) break;
    at += wire::kRecordHeader + length;
    const auto type = static_cast<std::uint8_t>(record[0]);
    header_ = header_version(record);
    if (!take_record(type, header_, record.substr(wire::kRecordHeader, length)))
      received_.push_back({type, Epoch::kPlain, std::string(record.substr(5, length)), header_});
  }
  in_.erase(0, at);
}

// False when the record could not be opened.
bool Connection::take_record(std::uint8_t type, std::uint16_t version, std::string_view fragment) {
  const auto reader = read_.find(read_epoch_);
  // TLS 1.3 has change_cipher_spec in the clear (RFC 8446 D.4), and alerts of a peer without keys yet.
  const bool clear = reader == read_.end() ||
                     (tls13() && type != kTypeData && (type == kTypeCcs || fragment.size() == 2));
  if (clear) {
    if (tls13() && type == kTypeData && read_epoch_ == Epoch::kPlain) {
      // Early data that this server cannot read, since it asked for another ClientHello.
      skipped_early_ += fragment.size();
      if (skipped_early_ > kMostSkipped || !early_offered_)
        fail(kUnexpectedMessage, "application data before any keys");
      return false;
    }
    take_content(type, fragment);
    return true;
  }
  auto opened = reader->second.open(type, version, fragment);
  if (!opened) {
    skipped_early_ += fragment.size();
    const bool early = server() && early_offered_ && !early_accepted_ && !finished_ &&
                       skipped_early_ <= kMostSkipped;
    if (!early) {
      fail(opened.error() == wire::OpenError::kNoType ? kUnexpectedMessage : kBadRecordMac,
           "a record that does not open");
    }
    return false;
  }
  if (opened->content.size() > kMostContent) fail(kRecordOverflow, "a record too long");
  take_content(opened->type, opened->content);
  return true;
}

void Connection::take_content(std::uint8_t type, std::string_view content) {
  switch (type) {
    case kTypeHandshake:
      handshake_in_ += content;
      if (content.empty()) fail(kUnexpectedMessage, "an empty record of handshake messages");
      return take_messages();
    case kTypeAlert:
      return take_alert(content);
    case kTypeCcs:
      received_.push_back({type, read_epoch_, std::string(content), header_});
      return take_ccs(content);
    case kTypeData:
      received_.push_back({type, read_epoch_, std::string(content), header_});
      if (!finished_ && read_epoch_ != Epoch::kEarly)
        return fail(kUnexpectedMessage, "application data before the end of the handshake");
      data_ += content;
      return;
    default:
      received_.push_back({type, read_epoch_, std::string(content), header_});
      fail(kUnexpectedMessage, fmt::format("a record of type {}", type));
  }
}

void Connection::take_alert(std::string_view content) {
  received_.push_back({kTypeAlert, read_epoch_, std::string(content), header_});
  if (content.size() != 2) return fail(kDecodeError, "an alert that is not two octets");
  const auto level = static_cast<std::uint8_t>(content[0]);
  const auto description = static_cast<std::uint8_t>(content[1]);
  if (description == kCloseNotify) {
    closed_ = true;
  } else if (level == 2 || tls13()) {
    if (!fatal_alert_) fatal_alert_ = description;
    plan_.clear();
  }
}

void Connection::take_messages() {
  std::size_t at = 0;
  while (handshake_in_.size() - at >= kHeader) {
    std::size_t length = 0;
    for (std::size_t i = 1; i < kHeader; ++i)
      length = length << 8 | static_cast<std::uint8_t>(handshake_in_[at + i]);
    if (length > kMostMessage) {
      fail(kIllegalParameter, "a handshake message of more than 1 MiB");
      at = handshake_in_.size();
      break;
    }
    if (handshake_in_.size() - at - kHeader < length) break;
    const std::string message = handshake_in_.substr(at, kHeader + length);
    at += kHeader + length;
    const Epoch before = read_epoch_;
    take_message(message);
    if (tls13() && read_epoch_ != before && at < handshake_in_.size()) {
      fail(kUnexpectedMessage, "a record goes on behind a change of keys");  // RFC 8446 5.1
      break;
    }
  }
  handshake_in_.erase(0, at);
}

std::uint16_t Connection::record_version(std::uint8_t type) const {
  // RFC 8446 5.1: an initial ClientHello may say TLS 1.0, for compatibility; all others say 1.2.
  const bool initial = type == kTypeHandshake && version_ == 0 && !server() && !retried_;
  return initial ? 0x0301 : 0x0303;
}

wire::Protection* Connection::writer(Epoch epoch) {
  const auto it = write_.find(epoch);
  return it == write_.end() ? nullptr : &it->second;
}

void Connection::flush() {
  if (joined_.empty()) return;
  const std::string content = std::exchange(joined_, {});
  send_record(kTypeHandshake, content, {});
}

void Connection::send_message(std::string_view message, const Shape& shape, bool counted) {
  if (counted) transcript_ += message;
  note_hello(message);
  Shape plain = shape;
  plain.join = false;
  if (plain == Shape{}) {
    joined_ += message;
    return;
  }
  if (!shape.join) flush();
  send_record(kTypeHandshake, std::exchange(joined_, {}) + std::string(message), plain);
}

void Connection::send_record(std::uint8_t type, std::string_view content, const Shape& shape) {
  if (type != kTypeHandshake) flush();
  for (int i = 0; i < shape.empty; ++i) {
    Shape own = shape;
    own.empty = 0;
    emit_record(type, "", own);
  }
  std::size_t piece = shape.cut ? std::max<std::size_t>(*shape.cut, 1) : kMostContent;
  if (shape.oversized) piece = content.size();
  do {
    emit_record(type, content.substr(0, piece), shape);
    content.remove_prefix(std::min(piece, content.size()));
  } while (!content.empty());
}

void Connection::emit_record(std::uint8_t type, std::string_view content, const Shape& shape) {
  const Epoch epoch = shape.epoch.value_or(write_epoch_);
  // change_cipher_spec of TLS 1.3 is never protected.
  wire::Protection* protection =
      type == kTypeCcs && tls13() && !shape.epoch ? nullptr : writer(epoch);
  const std::uint8_t inner = shape.type.value_or(type);
  const std::uint16_t version = shape.version.value_or(record_version(type));
  std::string fragment(content);
  std::uint8_t outer = inner;
  if (protection != nullptr) {
    const bool early = epoch == Epoch::kEarly || tls13();
    outer = early ? kTypeData : inner;
    const std::string iv = suite_ != nullptr && !suite_->aead() ? random(16) : std::string();
    std::optional<wire::Protection> stranger;
    if (shape.wrong_key && suite_ != nullptr) {
      const std::string key = random(wire::digest_size(suite_->hash));
      stranger =
          tls13() ? wire::Protection::tls13(*suite_, key, wire::Protection::Way::kSeal)
                  : wire::Protection::tls12(*suite_, wire::key_block(*suite_, key, "", "").client,
                                            etm_, wire::Protection::Way::kSeal);
      stranger->set_sequence(protection->sequence());
    }
    fragment =
        (stranger ? *stranger : *protection)
            .seal({.type = inner, .version = version, .padding = shape.padding, .random = iv},
                  content);
  }
  if (shape.broken_tag && !fragment.empty()) fragment.back() = static_cast<char>(~fragment.back());
  const std::size_t length = shape.length.value_or(fragment.size());
  std::string record;
  record += static_cast<char>(outer);
  record += static_cast<char>(version >> 8);
  record += static_cast<char>(version & 0xFF);
  record += static_cast<char>(length >> 8 & 0xFF);
  record += static_cast<char>(length & 0xFF);
  record += fragment;
  for (int i = 0; i < shape.copies; ++i) out_ += record;
}

void Connection::send_alert(std::uint8_t level, std::uint8_t description, const Shape& shape) {
  send_record(kTypeAlert, std::string{static_cast<char>(level), static_cast<char>(description)},
              shape);
}

std::string Connection::take_data(std::size_t n) {
  std::string out = data_.substr(0, n);
  data_.erase(0, out.size());
  return out;
}

}  // namespace parallax::puppet
