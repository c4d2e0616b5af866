// The buffer against a std::string that does the same, and what the string cannot show.
#include "harness/buffer/segmented_buffer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace parallax {
namespace {

using Refusal = SegmentedBuffer::Refusal;

std::string pattern(std::size_t count, std::size_t from = 0) {
  std::string octets(count, '\0');
  for (std::size_t i = 0; i < count; ++i) octets[i] = static_cast<char>((from + i) * 131 >> 3);
  return octets;
}

std::string take(SegmentedBuffer& buffer, std::size_t count) {
  std::string octets(count, '\0');
  octets.resize(buffer.read(octets.data(), count));
  return octets;
}

// Lengths around the borders of octets, records and segments.
rc::Gen<std::size_t> lengths() {
  return rc::gen::oneOf(
      rc::gen::inRange<std::size_t>(0, 40), rc::gen::inRange<std::size_t>(400, 700),
      rc::gen::inRange<std::size_t>(16300, 16500), rc::gen::inRange<std::size_t>(65300, 65700),
      rc::gen::inRange<std::size_t>(0, 300000));
}

// A buffer and a string, driven alike.
struct Pair {
  SegmentedBuffer buffer;
  std::string model;
  std::size_t written = 0, high_water = 0;

  // Half the lengths end just before, at or just behind the border of a segment.
  std::size_t length() {
    const std::size_t any = *lengths();
    if (*rc::gen::arbitrary<bool>()) return any;
    const auto room = buffer.reserve(0);
    const std::size_t border = any % 2 == 0 ? buffer.peek().size() : room ? room->size() : 0;
    return border + any % 3 - (border == 0 ? 0 : 1);
  }

  void step() {
    const std::size_t length = this->length();
    switch (*rc::gen::inRange(0, 9)) {
      case 0:
      case 1:
      case 2:
        write(length);
        break;
      case 3:
      case 4: {
        const std::string octets = take(buffer, length);
        RC_ASSERT(octets == model.substr(0, length));
        model.erase(0, length);
        break;
      }
      case 5: {
        const std::string_view front = buffer.peek();
        RC_ASSERT(front.empty() == model.empty());
        RC_ASSERT(front == std::string_view(model).substr(0, front.size()));
        buffer.consume(length);
        model.erase(0, length);
        break;
      }
      case 6:
        reserve(length);
        break;
      case 7: {
        const char octet = *rc::gen::arbitrary<char>();
        const std::size_t found = std::string_view(model).substr(0, length).find(octet);
        RC_ASSERT(buffer.find(octet, length) ==
                  (found == std::string_view::npos ? std::min(length, model.size()) : found));
        break;
      }
      default:
        RC_ASSERT(buffer.linearise() == std::string_view(model));
        break;
    }
    high_water = std::max(high_water, model.size());
    RC_ASSERT(buffer.size() == model.size());
    RC_ASSERT(buffer.empty() == model.empty());
    RC_ASSERT(buffer.counts().high_water == high_water);
    RC_ASSERT(buffer.counts().held >= model.size());
    if (model.empty()) RC_ASSERT(buffer.counts().held <= SegmentedBuffer::kLargest);
  }

  void write(std::size_t length) {
    const std::string octets = pattern(length, written);
    const bool fits = length <= buffer.bound() - model.size();
    const auto done = buffer.write(octets);
    RC_ASSERT(done.has_value() == fits);
    if (!fits) {
      RC_ASSERT(done.error() == Refusal::kFull);
      return;
    }
    model += octets;
    written += length;
  }

  void reserve(std::size_t length) {
    const auto place = buffer.reserve(length);
    RC_ASSERT(place.has_value() == (length <= buffer.bound() - model.size()));
    if (!place) return;
    RC_ASSERT(place->size() >= length);
    RC_ASSERT(place->size() <= buffer.bound() - model.size());
    const std::size_t used = *rc::gen::inRange<std::size_t>(0, length + 1);
    const std::string octets = pattern(used, written);
    std::copy(octets.begin(), octets.end(), place->begin());
    buffer.commit(used);
    model += octets;
    written += used;
  }
};

RC_GTEST_PROP(SegmentedBufferTest, IsAQueueOfOctets, ()) {
  Pair pair;
  const int steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) pair.step();
  RC_ASSERT(take(pair.buffer, pair.model.size() + 1) == pair.model);
}

RC_GTEST_PROP(SegmentedBufferTest, AWritePastTheBoundChangesNothing, ()) {
  Pair pair{SegmentedBuffer(*rc::gen::inRange<std::size_t>(0, 200000)), {}};
  const int steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) pair.step();
}

TEST(SegmentedBufferTest, WhatWaitsIsNeverMoved) {
  SegmentedBuffer buffer;
  ASSERT_TRUE(buffer.write(pattern(1 << 20)));
  const char* first = buffer.peek().data();
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(buffer.write(pattern(16)));
    EXPECT_EQ(take(buffer, 16).size(), 16u);
  }
  EXPECT_EQ(buffer.peek().data(), first + 16000);
  // Each octet in once and out once: 1 MiB in, 16,000 in and 16,000 out.
  EXPECT_EQ(buffer.counts().copied, (1u << 20) + 32000u);
}

TEST(SegmentedBufferTest, ASteadyBacklogAllocatesNothing) {
  SegmentedBuffer buffer;
  ASSERT_TRUE(buffer.write(pattern(1 << 20)));
  const std::string record = pattern(16384);
  const auto turn = [&] {
    ASSERT_TRUE(buffer.write(record));
    EXPECT_EQ(take(buffer, record.size()).size(), record.size());
  };
  for (int i = 0; i < 100; ++i) turn();  // until the first segments are through
  const auto before = buffer.counts();
  for (int i = 0; i < 1000; ++i) turn();
  EXPECT_EQ(buffer.counts().allocations, before.allocations);
  EXPECT_EQ(buffer.counts().held, before.held);
}

TEST(SegmentedBufferTest, GivesMemoryBackWhenDrained) {
  SegmentedBuffer buffer;
  const std::string chunk = pattern(1 << 20);
  for (int i = 0; i < 64; ++i) ASSERT_TRUE(buffer.write(chunk));
  EXPECT_GE(buffer.counts().held, std::size_t{64} << 20);
  while (!buffer.empty()) take(buffer, 100000);
  EXPECT_LE(buffer.counts().held, std::size_t{64} * 1024);
  buffer.release();
  EXPECT_EQ(buffer.counts().held, 0u);
  ASSERT_TRUE(buffer.write("again"));
  EXPECT_EQ(take(buffer, 9), "again");
}

TEST(SegmentedBufferTest, ABufferOfAFewOctetsIsSmall) {
  SegmentedBuffer buffer;
  EXPECT_EQ(buffer.counts().held, 0u);
  ASSERT_TRUE(buffer.write("hello"));
  EXPECT_EQ(buffer.counts().held, SegmentedBuffer::kSmallest);
}

TEST(SegmentedBufferTest, MemoryIsNearlyWhatWaits) {
  SegmentedBuffer buffer;
  for (std::size_t total = 0; total < 8 << 20; total += 1000) {
    ASSERT_TRUE(buffer.write(pattern(1000)));
    const std::size_t segments = total / SegmentedBuffer::kLargest + 12;
    ASSERT_LE(buffer.counts().held, buffer.size() + SegmentedBuffer::kLargest + 64 * segments);
  }
}

TEST(SegmentedBufferTest, SegmentsAreAligned) {
  SegmentedBuffer buffer;
  for (const std::size_t length : {1u, 600u, 20000u, 70000u, 300000u}) {
    const auto place = buffer.reserve(length);
    ASSERT_TRUE(place);
    buffer.commit(length);
    buffer.clear();
    ASSERT_TRUE(buffer.write(pattern(length)));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer.peek().data()) % 64, 0u) << length;
    buffer.clear();
  }
}

TEST(SegmentedBufferTest, ReserveAndCommitCopyNothing) {
  SegmentedBuffer buffer;
  for (int i = 0; i < 10; ++i) {
    const auto place = buffer.reserve(100000);
    ASSERT_TRUE(place);
    std::fill(place->begin(), place->end(), static_cast<char>('a' + i));
    buffer.commit(100000);
  }
  EXPECT_EQ(buffer.size(), 1000000u);
  for (int i = 0; i < 10; ++i) {
    for (std::size_t left = 100000; left > 0;) {
      const std::string_view front = buffer.peek();
      ASSERT_EQ(front.find_first_not_of(static_cast<char>('a' + i)), std::string_view::npos);
      const std::size_t part = std::min(left, front.size());
      buffer.consume(part);
      left -= part;
    }
  }
  EXPECT_EQ(buffer.counts().copied, 0u);
}

TEST(SegmentedBufferTest, LinearisingIsCountedAndFreedWhenDrained) {
  SegmentedBuffer buffer;
  const std::string octets = pattern(200000);
  ASSERT_TRUE(buffer.write(octets));
  EXPECT_EQ(buffer.linearise(), std::string_view(octets));
  EXPECT_EQ(buffer.counts().copied, 400000u);
  EXPECT_EQ(buffer.linearise()->data(), buffer.peek().data());
  EXPECT_EQ(buffer.counts().copied, 400000u);
  ASSERT_TRUE(buffer.write("tail"));
  EXPECT_EQ(take(buffer, 200000), octets);
  EXPECT_EQ(take(buffer, 200000), "tail");
  EXPECT_LE(buffer.counts().held, SegmentedBuffer::kLargest);
}

TEST(SegmentedBufferTest, MovesLeaveAnEmptyBuffer) {
  SegmentedBuffer first(100);
  ASSERT_TRUE(first.write("abc"));
  SegmentedBuffer second(std::move(first));
  EXPECT_EQ(second.bound(), 100u);
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): that is what is shown
  ASSERT_TRUE(first.write("d"));
  first = std::move(second);
  EXPECT_EQ(take(first, 9), "abc");
}

TEST(SegmentedBufferTest, APlaceThatCannotBeIsRefused) {
  SegmentedBuffer buffer;
  ASSERT_TRUE(buffer.write("abc"));
  const auto place = buffer.reserve(SegmentedBuffer::kUnbounded - 3);
  ASSERT_FALSE(place);
  EXPECT_EQ(place.error(), Refusal::kNoMemory);
  EXPECT_EQ(take(buffer, 9), "abc");
}

// Sanitizers need the address space that is taken away here.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#define PARALLAX_HAS_SANITIZER (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define PARALLAX_HAS_SANITIZER 0
#endif
#if !PARALLAX_HAS_SANITIZER
[[noreturn]] void write_without_memory() {
  SegmentedBuffer buffer;
  // A view of 256 MiB that needs no memory of its own to speak of.
  void* zeros =
      mmap(nullptr, 256 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (zeros == MAP_FAILED || !buffer.write("abc")) std::_Exit(1);
  rlimit limit{};
  getrlimit(RLIMIT_DATA, &limit);
  limit.rlim_cur = std::size_t{128} << 20;
  setrlimit(RLIMIT_DATA, &limit);
  const auto done = buffer.write({static_cast<const char*>(zeros), 256 << 20});
  const bool refused = !done && done.error() == Refusal::kNoMemory;
  const bool kept = buffer.size() == 3 && buffer.peek() == "abc" && buffer.counts().held == 512;
  const bool goes_on = buffer.write("def").has_value() && take(buffer, 9) == "abcdef";
  std::_Exit(refused && kept && goes_on ? 0 : 2);
}

TEST(SegmentedBufferTest, AWriteWithoutMemoryChangesNothing) {
  EXPECT_EXIT(write_without_memory(), testing::ExitedWithCode(0), "");
}
#endif
#endif

}  // namespace
}  // namespace parallax
