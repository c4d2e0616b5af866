#include "harness/wire/pcapng.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace parallax::wire {
namespace {

std::uint64_t little(std::string_view octets, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  while (width-- > 0) value = value << 8 | static_cast<std::uint8_t>(octets[at + width]);
  return value;
}
std::uint64_t big(std::string_view octets, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i)
    value = value << 8 | static_cast<std::uint8_t>(octets[at + i]);
  return value;
}
// RFC 1071: over a packet whose checksum is right the sum is all ones.
bool sums_up(std::string_view octets) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < octets.size(); ++i)
    sum += static_cast<std::uint64_t>(static_cast<std::uint8_t>(octets[i])) << (i % 2 == 0 ? 8 : 0);
  while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
  return sum == 0xFFFF;
}

struct Block {
  std::uint64_t type;
  std::string body;
};

std::vector<Block> blocks_of(const std::string& file) {
  std::vector<Block> blocks;
  for (std::size_t at = 0; at < file.size();) {
    const std::uint64_t length = little(file, at + 4, 4);
    EXPECT_EQ(length % 4, 0u);
    EXPECT_LE(at + length, file.size());
    EXPECT_EQ(little(file, at + length - 4, 4), length) << "said before and behind";
    blocks.push_back({little(file, at, 4), file.substr(at + 8, length - 12)});
    at += length;
  }
  return blocks;
}

TEST(CaptureTest, BlocksStandInOrderAndTheSecretsAmongThem) {
  const Capture file("parallax test", {"CLIENT_RANDOM aa bb", "X cc dd"}, 1893456000);
  const auto blocks = blocks_of(file.octets());
  ASSERT_EQ(blocks.size(), 3u);
  EXPECT_EQ(blocks[0].type, 0x0A0D0D0Au);
  EXPECT_EQ(little(blocks[0].body, 0, 4), 0x1A2B3C4Du);
  EXPECT_NE(blocks[0].body.find("parallax test"), std::string::npos);
  EXPECT_EQ(blocks[1].type, 10u);
  EXPECT_EQ(blocks[1].body.substr(0, 4), "KSLT") << "0x544c534b, little-endian";
  EXPECT_EQ(blocks[1].body.substr(8, little(blocks[1].body, 4, 4)),
            "CLIENT_RANDOM aa bb\nX cc dd\n");
  EXPECT_EQ(blocks[2].type, 1u);
  EXPECT_EQ(little(blocks[2].body, 0, 2), 1u) << "Ethernet";
  EXPECT_EQ(blocks_of(Capture("x", {}, 0).octets()).size(), 2u) << "no secrets, no block";
}

TEST(CaptureTest, OctetsComeBackInOrderFromSegmentsWithRightSums) {
  Capture file("parallax test", {}, 1893456000);
  const std::size_t one = file.connect("first"), two = file.connect("second");
  std::string flight;
  for (int i = 0; i < 5001; ++i) flight += static_cast<char>(i * 7);
  file.send(one, Side::kServer, flight, "a flight");
  file.send(two, Side::kClient, "abc", "");
  file.send(one, Side::kServer, "", "nothing");
  file.close(one, Side::kServer);
  std::string carried;
  std::uint64_t next = 5001, before = 0;
  std::size_t frames = 0;
  for (const Block& block : blocks_of(file.octets())) {
    if (block.type != 6) continue;
    ++frames;
    const std::uint64_t time = little(block.body, 4, 4) << 32 | little(block.body, 8, 4);
    EXPECT_GT(time, before);
    before = time;
    const std::string frame = block.body.substr(20, little(block.body, 12, 4));
    EXPECT_EQ(big(frame, 12, 2), 0x0800u);
    const std::string ip = frame.substr(14, 20), tcp = frame.substr(34);
    EXPECT_TRUE(sums_up(ip));
    EXPECT_EQ(big(ip, 2, 2), frame.size() - 14);
    const std::string pseudo = ip.substr(12, 8) + std::string("\0\6", 2) +
                               static_cast<char>(tcp.size() >> 8) +
                               static_cast<char>(tcp.size() & 0xFF);
    EXPECT_TRUE(sums_up(pseudo + tcp));
    if (big(tcp, 0, 2) != 443 || big(tcp, 2, 2) != 40000 || (tcp[13] & 2) != 0) continue;
    EXPECT_EQ(big(tcp, 4, 4), next);
    next += tcp.size() - 20;
    carried += tcp.substr(20);
  }
  EXPECT_EQ(frames, 3u + 3 + 4 + 1 + 1);
  EXPECT_EQ(carried, flight);
  EXPECT_NE(file.octets().find("a flight"), std::string::npos);
  EXPECT_EQ(file.octets().find("nothing"), std::string::npos);
}

}  // namespace
}  // namespace parallax::wire
