#include "engines/gnutls/engine_fixture_test.h"

namespace parallax::gnutls {
namespace {

struct Case {
  const char* certificate;
  const char* authority;
  std::int64_t verify_code;  // 0: accepted
};

class VerificationTest : public EngineTest, public testing::WithParamInterface<Case> {};

TEST_P(VerificationTest, FaultIsNamedAndTold) {
  ContextOptions first = client();
  first.authority = GetParam().authority == nullptr
                        ? std::nullopt
                        : std::optional<std::string>(GetParam().authority);
  ContextOptions second = server();
  second.certificates = {GetParam().certificate};
  End a = make("a", first);
  End b = make("b", second);
  const auto [left, right] = pump(a, b);
  if (GetParam().verify_code == 0) {
    EXPECT_TRUE(left.is_ok()) << print(left);
    return;
  }
  ASSERT_TRUE(left.is_raised("SSLCertVerificationError")) << print(left) << print(right);
  EXPECT_EQ(left.error().verify_code, GetParam().verify_code) << print(left);
  EXPECT_EQ(left.error().error_no, 1);
  move(a, b);
  EXPECT_EQ(b.object->read(1).is_ok() ? "told" : right.error().reason, "told") << print(right);
  EXPECT_EQ(print(a.object->version()), "ok None");
}

INSTANTIATE_TEST_SUITE_P(
    Certificates, VerificationTest,
    testing::Values(Case{"p256", "root", 0}, Case{"rsa2048", "root", 0}, Case{"chain", "root", 0},
                    Case{"wildcard", "root", 62}, Case{"wrong-name", "root", 62},
                    Case{"expired", "root", 10}, Case{"not-yet-valid", "root", 9},
                    Case{"self-signed", "root", 18}, Case{"unknown-ca", "root", 20},
                    Case{"p256", nullptr, 20}, Case{"chain-with-root", nullptr, 19},
                    Case{"chain-missing", "root", 20}, Case{"chain-expired", "root", 10},
                    Case{"chain-not-ca", "root", 79}, Case{"chain-pathlen", "root", 25},
                    Case{"names-denied", "root", 47}, Case{"bad-signature", "root", 7},
                    Case{"weak-rsa", "root", 66}, Case{"sha1-signed", "root", 68},
                    Case{"critical-unknown", "root", 34}),
    [](const auto& instance) { return std::to_string(instance.index); });

TEST_F(EngineTest, PeerCertificateAsPythonShowsIt) {
  End a = make("a", client());
  End b = make("b", server());
  pump(a, b);
  const std::string text = print(a.object->getpeercert(false));
  EXPECT_NE(text.find("\"subjectAltName\": ((\"DNS\", \"localhost\")"), std::string::npos) << text;
  EXPECT_NE(text.find("(\"IP Address\", \"127.0.0.1\")"), std::string::npos) << text;
  EXPECT_NE(text.find("\"notAfter\": \"Jan  1 00:00:00 2075 GMT\""), std::string::npos) << text;
  EXPECT_EQ(print(b.object->getpeercert(false)), "ok None");
  EXPECT_EQ(a.object->get_unverified_chain().value().as<List>()->items.size(), 1U);
  EXPECT_EQ(a.object->get_verified_chain().value().as<List>()->items.size(), 2U);
}

TEST_F(EngineTest, ScriptsClockDecidesExpiry) {
  parallax_set_clock(3471292800);  // 2080-01-01
  End a = make("a", client());
  End b = make("b", server());
  EXPECT_EQ(pump(a, b).first.error().verify_code, 10);
}

TEST_F(EngineTest, NamesOfServers) {
  auto context = engine_->make_context("c", client());
  ASSERT_TRUE(context);
  const auto outcome = [&](std::optional<std::string> name) {
    WrapOptions options;
    options.server_hostname = std::move(name);
    auto object =
        engine_->wrap_bio("a", *context, engine_->make_bio(), engine_->make_bio(), options);
    return object ? print((*object)->server_hostname()) : object.error().error().type;
  };
  EXPECT_EQ(outcome("localhost"), "ok \"localhost\"");
  EXPECT_EQ(outcome("b\xc3\xbc"
                    "cher.test"),
            "ok \"xn--bcher-kva.test\"");
  EXPECT_EQ(outcome(""), "ValueError");
  EXPECT_EQ(outcome(".a"), "UnicodeEncodeError");
  EXPECT_EQ(outcome("a..b"), "UnicodeEncodeError");
  EXPECT_EQ(outcome(std::string(64, 'a')), "UnicodeEncodeError");
  EXPECT_EQ(outcome(std::string("a\0b", 3)), "TypeError");
  EXPECT_EQ(outcome(std::nullopt), "ok None");  // as CPython 3.7 and later, docs/findings.md
}

TEST_F(EngineTest, BioKeepsTheContract) {
  const auto bio = engine_->make_bio();
  EXPECT_EQ(print(bio->write("abc")), "ok 3");
  EXPECT_EQ(print(bio->write_eof()), "ok None");
  EXPECT_FALSE(bio->state().eof);
  EXPECT_EQ(print(bio->read(2)), "ok b\"ab\"");
  EXPECT_EQ(print(bio->read(-1)), "ok b\"c\"");
  EXPECT_TRUE(bio->state().eof);
  EXPECT_EQ(print(bio->write("")), "SSLError message=\"cannot write() after write_eof()\"");
}

}  // namespace
}  // namespace parallax::gnutls
