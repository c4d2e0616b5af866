#include "harness/wire/records.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace parallax::wire {
namespace {

using namespace std::string_literals;

std::string record(int type, std::string_view fragment) {
  std::string out;
  out += static_cast<char>(type);
  out += "\x03\x03";
  out += static_cast<char>(fragment.size() >> 8);
  out += static_cast<char>(fragment.size() & 0xFF);
  return out + std::string(fragment);
}

TEST(RecordCursorTest, CutsAtBordersAndKeepsTheRest) {
  const std::string octets = record(22, "abc") + record(23, "") + "\x17\x03\x03\x00\x05xy"s;
  RecordCursor cursor(octets);
  Record r;
  ASSERT_TRUE(cursor.next(&r));
  EXPECT_EQ(r.type, 22);
  EXPECT_EQ(r.version, 0x0303);
  EXPECT_EQ(r.fragment, "abc");
  EXPECT_TRUE(r.complete);
  ASSERT_TRUE(cursor.next(&r));
  EXPECT_EQ(r.offset, 8u);
  EXPECT_EQ(r.length, 0u);
  EXPECT_TRUE(r.complete);
  ASSERT_TRUE(cursor.next(&r));
  EXPECT_FALSE(r.complete);
  EXPECT_EQ(r.length, 5u);
  EXPECT_EQ(r.fragment, "xy");
  EXPECT_FALSE(cursor.next(&r));
  EXPECT_EQ(cursor.rest().size(), 7u);
}

TEST(RecordCursorTest, LessThanAHeaderIsRest) {
  Record r;
  for (std::size_t n = 0; n < kRecordHeader; ++n) {
    const std::string octets(n, '\x16');
    RecordCursor cursor(octets);
    EXPECT_FALSE(cursor.next(&r));
    EXPECT_EQ(cursor.rest().size(), n);
  }
}

TEST(RecordCursorTest, RandomOctetsAreCoveredOnceAndInOrder) {
  std::mt19937 random(1);  // NOLINT: the same octets at every run
  for (int round = 0; round < 20000; ++round) {
    std::string octets(random() % 300, '\0');
    for (char& c : octets) c = static_cast<char>(random() % 7 == 0 ? random() : random() % 4);
    RecordCursor cursor(octets);
    std::size_t at = 0;
    for (Record r; cursor.next(&r);) {
      ASSERT_EQ(r.offset, at);
      ASSERT_LE(r.fragment.size(), r.length);
      ASSERT_EQ(r.complete, r.fragment.size() == r.length);
      at += kRecordHeader + r.fragment.size();
      ASSERT_LE(at, octets.size());
      if (!r.complete) {
        ASSERT_EQ(at, octets.size());
      }
    }
    ASSERT_LE(cursor.rest().size(), octets.size());
  }
}

TEST(RecordTest, ImplausibleHeadersAreKnown) {
  EXPECT_TRUE(split_records("GET / HTTP/1.1\r\n").empty());
  EXPECT_TRUE(split_records("\x16\x02\x00\x00\x01x"s).empty());
  EXPECT_TRUE(split_records("\x16\x03\x03\xff\xff"s).empty());
  EXPECT_EQ(split_records(record(22, "a") + "GET / HTTP/1.1").size(), 1u);
}

TEST(AlertTest, OnlyTwoCompleteOctetsAreAPlaintextAlert) {
  const std::string octets = record(21, "\x02\x28") + record(21, std::string(26, 'x')) +
                             record(21, "\x01\x00"s) + "\x15\x03\x03\x00\x02\x02"s;
  const std::vector<Alert> expected{{2, 40}, {1, 0}};
  EXPECT_EQ(plaintext_alerts(octets), expected);
}

}  // namespace
}  // namespace parallax::wire
