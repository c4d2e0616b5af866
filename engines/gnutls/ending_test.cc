#include "engines/gnutls/engine_fixture_test.h"

namespace parallax::gnutls {
namespace {

class EndingTest : public EngineTest, public testing::WithParamInterface<Version> {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    a = make("a", only(GetParam(), client()));
    b = make("b", only(GetParam(), server()));
  }
  void establish() {
    const auto [left, right] = pump(a, b);
    ASSERT_TRUE(left.is_ok()) << print(left);
    ASSERT_TRUE(right.is_ok()) << print(right);
  }
  End a;
  End b;
};

TEST_P(EndingTest, HalfCloseStillWrites) {
  establish();
  EXPECT_TRUE(b.object->unwrap().is_raised("SSLWantReadError"));
  EXPECT_TRUE(b.object->unwrap().is_raised("SSLWantReadError"));
  EXPECT_TRUE(b.object->write("x").is_raised("SSLError"));
  move(b, a);
  EXPECT_EQ(read(a), "");
  EXPECT_EQ(read(a), "");
  EXPECT_EQ(print(a.object->write("late")), "ok 4");
  move(a, b);
  EXPECT_EQ(read(b), "late");
  EXPECT_TRUE(b.object->read(1).is_raised("SSLWantReadError"));
  EXPECT_EQ(print(a.object->unwrap()), "ok None");
  EXPECT_TRUE(a.object->read(1).is_raised("SSLZeroReturnError"));
  move(a, b);
  EXPECT_EQ(print(b.object->unwrap()), "ok None");
  EXPECT_TRUE(b.object->read(1).is_raised("SSLZeroReturnError"));
  EXPECT_TRUE(b.object->write("x").is_raised("SSLError"));
  EXPECT_EQ(print(b.object->do_handshake()), "ok None");
}

TEST_P(EndingTest, DataInTheWayOfUnwrapKills) {
  establish();
  a.object->write("unread");
  move(a, b);
  const Outcome outcome = b.object->unwrap();
  EXPECT_EQ(outcome.error().reason, "GOT_APPLICATION_DATA") << print(outcome);
  EXPECT_EQ(print(b.object->version()), "ok None");
  EXPECT_TRUE(b.object->read(1).is_raised("SSLEOFError"));
}

TEST_P(EndingTest, TruncationIsNoCleanEnd) {
  establish();
  a.object->write("whole");
  move(a, b);
  b.in->write_eof();
  EXPECT_EQ(read(b), "whole");
  const Outcome outcome = b.object->read(10);
  EXPECT_TRUE(outcome.is_raised("SSLEOFError"));
  EXPECT_EQ(outcome.error().error_no, 8);
  EXPECT_TRUE(b.object->read(10).is_raised("SSLEOFError"));
  EXPECT_TRUE(b.object->write("x").is_raised("SSLEOFError"));
  EXPECT_TRUE(b.object->do_handshake().is_raised("SSLEOFError"));
}

TEST_P(EndingTest, TruncationWithinARecord) {
  establish();
  a.object->write("whole");
  const std::string record = take(a);
  b.in->write(record.substr(0, record.size() - 1));
  EXPECT_TRUE(b.object->read(10).is_raised("SSLWantReadError"));
  b.in->write_eof();
  EXPECT_TRUE(b.object->read(10).is_raised("SSLEOFError"));
}

TEST_P(EndingTest, EndDuringTheHandshake) {
  a.object->do_handshake();
  a.in->write_eof();
  EXPECT_TRUE(a.object->do_handshake().is_raised("SSLEOFError"));
  EXPECT_TRUE(a.object->do_handshake().is_raised("SSLEOFError"));
  EXPECT_EQ(a.object->unwrap().error().reason, "INVALID_REQUEST");
}

TEST_P(EndingTest, FlippedOctetIsFatalOnBothEnds) {
  establish();
  a.object->write("whole");
  std::string record = take(a);
  record.back() = static_cast<char>(record.back() ^ 1);
  b.in->write(record);
  const Outcome outcome = b.object->read(10);
  EXPECT_EQ(outcome.error().reason, "DECRYPTION_FAILED") << print(outcome);
  EXPECT_TRUE(b.object->read(10).is_raised("SSLEOFError"));
  EXPECT_GT(move(b, a), 0U) << "an alert";
  const Outcome alert = a.object->read(10);
  EXPECT_EQ(alert.error().reason, "FATAL_ALERT_RECEIVED") << print(alert);
  EXPECT_EQ(read(a), "");
  EXPECT_TRUE(a.object->write("x").is_raised("SSLZeroReturnError"));
  EXPECT_TRUE(a.object->do_handshake().is_raised("SSLZeroReturnError"));
  EXPECT_EQ(print(a.object->version()), "ok None");
  EXPECT_TRUE(a.object->getpeercert(false).is_raised("ValueError"));
}

TEST_P(EndingTest, GarbageIsAnsweredByAnAlert) {
  b.in->write("GET / HTTP/1.1\r\n\r\n");
  const Outcome outcome = b.object->do_handshake();
  EXPECT_TRUE(outcome.is_raised("SSLError")) << print(outcome);
  EXPECT_GT(b.out->state().pending, 0U);
  EXPECT_TRUE(b.object->do_handshake().is_raised("SSLEOFError"));
}

TEST_P(EndingTest, IgnoredUnexpectedEofIsTheScriptsWish) {
  ContextOptions options = only(GetParam(), server());
  options.options = kDefaultOptions | 0x80;
  b = make("b", options);
  establish();
  b.in->write_eof();
  EXPECT_EQ(read(b), "");
}

TEST_P(EndingTest, IgnoredUnexpectedEofEndsUnwrapToo) {
  ContextOptions options = only(GetParam(), server());
  options.options = kDefaultOptions | 0x80;
  b = make("b", options);
  establish();
  b.in->write_eof();
  EXPECT_EQ(print(b.object->unwrap()), "ok None");
  EXPECT_TRUE(b.object->read(1).is_raised("SSLZeroReturnError"));
}

TEST_P(EndingTest, IgnoredUnexpectedEofInTheHandshake) {
  ContextOptions options = only(GetParam(), client());
  options.options = kDefaultOptions | 0x80;
  a = make("a", options);
  a.object->do_handshake();
  a.in->write_eof();
  EXPECT_TRUE(a.object->do_handshake().is_raised("SSLZeroReturnError"));
  EXPECT_TRUE(a.object->do_handshake().is_raised("SSLZeroReturnError"));
}

TEST_P(EndingTest, OwnCloseDecidesWriteBeforeAnyDeath) {
  establish();
  EXPECT_TRUE(b.object->unwrap().is_raised("SSLWantReadError"));
  EXPECT_TRUE(b.object->write("").is_raised("SSLError"));
  b.in->write_eof();
  EXPECT_TRUE(b.object->read(1).is_raised("SSLEOFError"));
  EXPECT_TRUE(b.object->write("x").is_raised("SSLError"));
}

TEST_P(EndingTest, EdgesOfRead) {
  EXPECT_EQ(print(a.object->read(0)), "ok b\"\"");
  EXPECT_EQ(print(a.object->read(-1)), "ValueError message=\"size should not be negative\"");
  EXPECT_EQ(a.out->state().pending, 0U);
  establish();
  EXPECT_EQ(print(a.object->write("")), "ok 0");
  b.object->write("abcdef");
  move(b, a);
  std::string buffer(4, '.');
  EXPECT_EQ(print(a.object->read_into(2, buffer)), "ok 2");
  EXPECT_EQ(buffer, "ab..");
  EXPECT_EQ(print(a.object->read_into(-5, buffer)), "ok 4");
  EXPECT_EQ(buffer, "cdef");
  std::string empty;
  EXPECT_EQ(print(a.object->read_into(5, empty)), "ok 0");
}

INSTANTIATE_TEST_SUITE_P(Versions, EndingTest, testing::Values(Version::kTls12, Version::kTls13),
                         [](const auto& instance) {
                           return instance.param == Version::kTls12 ? "Tls12" : "Tls13";
                         });

}  // namespace
}  // namespace parallax::gnutls
