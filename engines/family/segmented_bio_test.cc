// The segmented BIO and BIO_s_mem, driven alike: every answer, flag and error must be the same.
#include "engines/family/segmented_bio.h"

#include <gtest/gtest.h>
#include <openssl/buffer.h>
#include <openssl/err.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

namespace parallax::family {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Owned = std::unique_ptr<BIO, Free>;

Owned segmented() { return Owned(BIO_new(segmented_bio_method())); }
Owned library() { return Owned(BIO_new(BIO_s_mem())); }

// What one call showed, as text.
std::string seen(BIO* bio, long answer, const std::string& octets = {}) {
  std::string text = std::to_string(answer) + " flags " +
                     std::to_string(BIO_test_flags(bio, 0xFF)) + " reason " +
                     std::to_string(BIO_get_retry_reason(bio)) + " errors";
  for (auto error = ERR_get_error(); error != 0; error = ERR_get_error()) {
    text.append(" ").append(std::to_string(ERR_GET_LIB(error)));
    text.append("/").append(std::to_string(ERR_GET_REASON(error)));
  }
  return text + " octets " + octets;
}

std::string octets_of(std::size_t count, int salt) {
  std::string octets(count, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    octets[i] = static_cast<char>('a' + (i * 7 + static_cast<std::size_t>(salt)) % 25);
    if ((i + static_cast<std::size_t>(salt)) % 97 == 0) octets[i] = '\n';
  }
  return octets;
}

struct Call {
  int kind, number, salt;
};

std::string write(BIO* bio, const Call& call) {
  const std::string octets = octets_of(static_cast<std::size_t>(call.number), call.salt);
  return seen(bio, BIO_write(bio, octets.data(), call.number));
}

std::string read(BIO* bio, const Call& call) {
  std::string out(static_cast<std::size_t>(call.number), '#');
  const int answer = BIO_read(bio, out.data(), call.number);
  return seen(bio, answer, out);
}

std::string gets(BIO* bio, const Call& call) {
  std::string out(static_cast<std::size_t>(call.number) + 1, '#');
  const int answer = BIO_gets(bio, out.data(), call.number + 1);
  return seen(bio, answer, out.c_str());
}

std::string contents(BIO* bio) {
  char* data = nullptr;
  const long length = static_cast<long>(BIO_ctrl(bio, BIO_CTRL_INFO, 0, &data));
  return seen(bio, length, std::string(length > 0 ? data : "", static_cast<std::size_t>(length)));
}

std::string ask(BIO* bio, int command, long number = 0) {
  return seen(bio, BIO_ctrl(bio, command, number, nullptr));
}

std::string carry_out(BIO* bio, const Call& call) {
  switch (call.kind) {
    case 0:
    case 1:
    case 2:
      return write(bio, call);
    case 3:
    case 4:
    case 5:
      return read(bio, call);
    case 6:
      return gets(bio, call);
    case 7:
      return contents(bio);
    case 8:
      return ask(bio, BIO_C_SET_BUF_MEM_EOF_RETURN, call.salt % 3 - 1);
    case 9:
      return seen(bio,
                  BIO_puts(bio, octets_of(static_cast<std::size_t>(call.number % 300), 3).c_str()));
    case 10:
      return ask(bio, call.salt % 10 == 0 ? BIO_CTRL_RESET : BIO_CTRL_FLUSH);
    case 11:
      BIO_clear_retry_flags(bio);
      return {};
    case 12:
#if defined(OPENSSL_IS_BORINGSSL) || defined(OPENSSL_IS_AWSLC)
      return {};  // their own crashes
#else
      return seen(bio, BIO_read(bio, nullptr, call.number));
#endif
    default:
      return ask(bio, BIO_CTRL_SET_CLOSE, call.salt % 2) + ask(bio, BIO_CTRL_GET_CLOSE) +
             ask(bio, BIO_CTRL_SET_CLOSE, 1);
  }
}

RC_GTEST_PROP(SegmentedBioTest, AnswersAsTheLibrarysOwn, ()) {
  const Owned ours = segmented(), theirs = library();
  const int steps = *rc::gen::inRange(1, 80);
  for (int i = 0; i < steps; ++i) {
    const int number = *rc::gen::oneOf(rc::gen::inRange(0, 40), rc::gen::inRange(16300, 16450),
                                       rc::gen::inRange(0, 150000));
    const Call call{*rc::gen::inRange(0, 14), number, *rc::gen::inRange(0, 100)};
    RC_ASSERT(carry_out(ours.get(), call) == carry_out(theirs.get(), call));
    for (int command : {BIO_CTRL_PENDING, BIO_CTRL_WPENDING, BIO_CTRL_EOF, BIO_CTRL_INFO}) {
      RC_ASSERT(ask(ours.get(), command) == ask(theirs.get(), command));
    }
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
  void* pointer = &pointer;
  EXPECT_EQ(BIO_ctrl(ours.get(), BIO_C_GET_BUF_MEM_PTR, 0, &pointer), 0);
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
