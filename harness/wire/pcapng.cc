#include "harness/wire/pcapng.h"

#include <algorithm>

namespace parallax::wire {
namespace {

// Block types, link type and options: draft-ietf-opsawg-pcapng-02 4 and 3.5; section 4.7 for "TLSK".
constexpr std::uint32_t kSectionHeader = 0x0A0D0D0A, kInterface = 1, kEnhancedPacket = 6,
                        kSecrets = 10;
constexpr std::uint32_t kByteOrderMagic = 0x1A2B3C4D, kTlsKeyLog = 0x544C534B;
constexpr std::uint16_t kEthernet = 1;
constexpr std::uint16_t kEndOfOptions = 0, kComment = 1, kApplicationName = 4;
// What an Ethernet frame of 1500 octets leaves to TCP.
constexpr std::size_t kSegment = 1460;
constexpr std::uint8_t kFin = 0x01, kSyn = 0x02, kPush = 0x08, kAck = 0x10;  // RFC 9293 3.1
constexpr std::uint16_t kFirstPort = 40000, kServerPort = 443;
constexpr std::uint8_t kTcp = 6;

std::string little(std::uint64_t value, std::size_t width) {
  std::string octets;
  for (std::size_t i = 0; i < width; ++i) octets += static_cast<char>(value >> (8 * i) & 0xFF);
  return octets;
}

std::string big(std::uint64_t value, std::size_t width) {
  std::string octets;
  while (width-- > 0) octets += static_cast<char>(value >> (8 * width) & 0xFF);
  return octets;
}

std::string padded(std::string octets) {
  octets.resize((octets.size() + 3) / 4 * 4, '\0');
  return octets;
}

std::string option(std::uint16_t code, std::string_view value) {
  value = value.substr(0, 0xFFFF);
  return little(code, 2) + little(value.size(), 2) + padded(std::string(value));
}

// RFC 1071: the ones' complement of the ones' complement sum of 16-bit words.
std::uint16_t checksum(std::string_view octets) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < octets.size(); ++i)
    sum += static_cast<std::uint32_t>(static_cast<std::uint8_t>(octets[i])) << (i % 2 == 0 ? 8 : 0);
  while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

std::string address(Side side) { return big(side == Side::kClient ? 0x0A000001 : 0x0A000002, 4); }
std::string hardware(Side side) { return big(0x020000000000 + (side == Side::kClient ? 1 : 2), 6); }

std::string packet(Side from, std::string segment) {
  const Side to = other(from);
  const std::string pseudo = address(from) + address(to) + big(kTcp, 2) + big(segment.size(), 2);
  segment.replace(16, 2, big(checksum(pseudo + segment), 2));
  // Version 4 of five words; not fragmented; 64 hops.
  std::string header = big(0x4500, 2) + big(20 + segment.size(), 2) + big(0, 2) + big(0x4000, 2) +
                       big(64, 1) + big(kTcp, 1) + big(0, 2) + address(from) + address(to);
  header.replace(10, 2, big(checksum(header), 2));
  return hardware(to) + hardware(from) + big(0x0800, 2) + header + segment;
}

}  // namespace

Capture::Capture(std::string_view application, const std::vector<std::string>& key_log,
                 std::int64_t seconds)
    : microseconds_(static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0)) * 1000000) {
  block(kSectionHeader, little(kByteOrderMagic, 4) + little(1, 2) + little(0, 2) +
                            little(~std::uint64_t{0}, 8) + option(kApplicationName, application) +
                            option(kEndOfOptions, {}));
  if (!key_log.empty()) {
    std::string lines;
    for (const std::string& line : key_log) (lines += line) += '\n';
    block(kSecrets, little(kTlsKeyLog, 4) + little(lines.size(), 4) + padded(lines));
  }
  block(kInterface, little(kEthernet, 2) + little(0, 2) + little(0, 4));
}

void Capture::block(std::uint32_t type, std::string_view body) {
  const std::string length = little(12 + body.size(), 4);
  file_ += little(type, 4) + length;
  file_ += body;
  file_ += length;
}

void Capture::segment(Connection& connection, Side side, std::uint8_t flags,
                      std::string_view octets, std::string_view comment) {
  const bool client = side == Side::kClient;
  std::uint32_t& next = connection.next[static_cast<std::size_t>(side)];
  const std::uint32_t seen = connection.next[static_cast<std::size_t>(other(side))];
  std::string tcp = big(client ? connection.port : kServerPort, 2) +
                    big(client ? kServerPort : connection.port, 2) + big(next, 4) +
                    big((flags & kAck) != 0 ? seen : 0, 4) + big(0x50, 1) + big(flags, 1) +
                    big(0xFFFF, 2) + big(0, 2) + big(0, 2);
  tcp += octets;
  next += static_cast<std::uint32_t>(octets.size()) + ((flags & (kSyn | kFin)) != 0 ? 1 : 0);
  const std::string frame = packet(side, std::move(tcp));
  std::string body = little(0, 4) + little(microseconds_ >> 32, 4) +
                     little(microseconds_ & 0xFFFFFFFF, 4) + little(frame.size(), 4) +
                     little(frame.size(), 4) + padded(frame);
  if (!comment.empty()) body += option(kComment, comment) + option(kEndOfOptions, {});
  block(kEnhancedPacket, body);
  microseconds_ += 1000;
}

std::size_t Capture::connect(std::string_view comment) {
  // Ports come round after 20000 connections; a script has no more names than steps.
  const auto port = static_cast<std::uint16_t>(kFirstPort + connections_.size() % 20000);
  Connection& made = connections_.emplace_back(Connection{port, {1000, 5000}});
  segment(made, Side::kClient, kSyn, {}, comment);
  segment(made, Side::kServer, kSyn | kAck, {}, {});
  segment(made, Side::kClient, kAck, {}, {});
  return connections_.size() - 1;
}

void Capture::send(std::size_t connection, Side side, std::string_view octets,
                   std::string_view comment) {
  for (std::size_t at = 0; at < octets.size(); at += kSegment) {
    segment(connections_[connection], side, kPush | kAck, octets.substr(at, kSegment),
            at == 0 ? comment : std::string_view());
  }
}

void Capture::close(std::size_t connection, Side side) {
  segment(connections_[connection], side, kFin | kAck, {}, {});
}

}  // namespace parallax::wire
