// The segmented BIO and BIO_s_mem, driven alike: every answer, flag and error must be the same.
#include "engines/family/segmented_bio.h"

#include <gtest/gtest.h>
#include <openssl/buffer.h>
#include <openssl/err.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "engines/family/segmented_bio_calls.h"

namespace parallax::family {
namespace {

using namespace calls;

RC_GTEST_PROP(SegmentedBioTest, AnswersAsTheLibrarysOwn, ()) {
  const Owned ours = segmented(), theirs = library();
  const int steps = *rc::gen::inRange(1, 80);
  for (int i = 0; i < steps; ++i) {
    const int number = *rc::gen::oneOf(rc::gen::inRange(0, 40), rc::gen::inRange(16300, 16450),
                                       rc::gen::inRange(0, 150000));
    const Call call{*rc::gen::inRange(0, kKinds), number, *rc::gen::inRange(0, 100)};
    RC_ASSERT(carry_out(ours.get(), call) == carry_out(theirs.get(), call));
    RC_ASSERT(look(ours.get()) == look(theirs.get()));
  }
}

TEST(SegmentedBioTest, UnknownControlsAnswerAsTheLibrarysOwn) {
  const Owned ours = segmented(), theirs = library();
  for (BIO* bio : {ours.get(), theirs.get()}) BIO_write(bio, "abcdef", 6);
  for (int command = 1; command < 200; ++command) {
    switch (command) {
      case BIO_CTRL_DUP:           // refused on purpose
      case BIO_C_SET_BUF_MEM:      // refused; crashes the library's own when given nothing
      case BIO_C_GET_BUF_MEM_PTR:  // refused
      case BIO_C_FILE_SEEK:  // OpenSSL 3.1 and later can; its position is that of its last move
      case BIO_C_FILE_TELL:
      case BIO_CTRL_SET_CALLBACK:
        continue;
      default:
        EXPECT_EQ(ask(ours.get(), command), ask(theirs.get(), command)) << command;
    }
  }
  // The loop has also said BIO_NOCLOSE, with which the library's own keeps its BUF_MEM for its caller.
  for (BIO* bio : {ours.get(), theirs.get()}) ask(bio, BIO_CTRL_SET_CLOSE, BIO_CLOSE);
}

TEST(SegmentedBioTest, WhatNoCallerCouldRelyOnIsRefused) {
  const Owned ours = segmented();
  BIO_write(ours.get(), "abc", 3);
  BUF_MEM unlike{};
  BUF_MEM* pointer = &unlike;
  EXPECT_EQ(BIO_ctrl(ours.get(), BIO_C_GET_BUF_MEM_PTR, 0, static_cast<void*>(&pointer)), 0);
  EXPECT_EQ(pointer, nullptr);
  EXPECT_EQ(BIO_ctrl(ours.get(), BIO_CTRL_DUP, 0, nullptr), 0);
#ifdef BIO_FLAGS_NONCLEAR_RST
  BIO_set_flags(ours.get(), BIO_FLAGS_NONCLEAR_RST);
  EXPECT_LE(BIO_reset(ours.get()), 0);
#endif
  EXPECT_EQ(BIO_pending(ours.get()), 3);
}

#if !defined(OPENSSL_IS_BORINGSSL) && !defined(OPENSSL_IS_AWSLC)
TEST(SegmentedBioTest, ACopyIsRefusedWhereTheLibrarysOwnLosesWhatWaits) {
  const Owned ours = segmented(), theirs = library();
  for (BIO* bio : {ours.get(), theirs.get()}) BIO_write(bio, "abcdef", 6);
  EXPECT_EQ(BIO_dup_chain(ours.get()), nullptr);
  const Owned copy(BIO_dup_chain(theirs.get()));
  ASSERT_NE(copy, nullptr);
  EXPECT_EQ(BIO_pending(copy.get()), 0);
}
#endif

TEST(SegmentedBioTest, ItsBufferCanBeLookedAt) {
  const Owned ours = segmented(), theirs = library();
  EXPECT_EQ(segmented_buffer(theirs.get()), nullptr);
  SegmentedBuffer* buffer = segmented_buffer(ours.get());
  ASSERT_NE(buffer, nullptr);
  BIO_write(ours.get(), "abcdef", 6);
  EXPECT_EQ(buffer->peek(), "abcdef");
  EXPECT_EQ(buffer->counts().copied, 6u);
  buffer->consume(2);
  EXPECT_EQ(BIO_pending(ours.get()), 4);
}

// The bound is tried on the library's own by asking for the size at once, and on ours by
// reserve() and commit(): neither touches the memory.
TEST(SegmentedBioTest, ItsBoundIsTheLibrarysOwn) {
#if defined(OPENSSL_IS_BORINGSSL) || defined(OPENSSL_IS_AWSLC)
  EXPECT_EQ(segmented_buffer(segmented().get())->bound(), SegmentedBuffer::kUnbounded);
#else
  constexpr std::size_t kBound = 0x5ffffffc;
  const Owned ours = segmented();
  SegmentedBuffer* buffer = segmented_buffer(ours.get());
  ASSERT_TRUE(buffer->reserve(kBound - 1));
  buffer->commit(kBound - 1);
  EXPECT_EQ(BIO_write(ours.get(), "ab", 2), -1);
  std::unique_ptr<BUF_MEM, decltype(&BUF_MEM_free)> theirs(BUF_MEM_new(), BUF_MEM_free);
  const std::string refused = seen(ours.get(), 0);
  EXPECT_EQ(BUF_MEM_grow_clean(theirs.get(), kBound + 1), 0u);
  EXPECT_EQ(refused, seen(ours.get(), 0));
  EXPECT_EQ(BIO_write(ours.get(), "a", 1), 1);
  EXPECT_EQ(buffer->size(), kBound);
#endif
}

}  // namespace
}  // namespace parallax::family
