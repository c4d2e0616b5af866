// The puppet talks with every engine, both ways.
#include <gtest/gtest.h>

#include "harness/puppet/puppet_for_test.h"

namespace parallax::puppet {
namespace {

constexpr std::uint16_t kSuites13[] = {0x1301, 0x1302, 0x1303};

class Interop : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    engine_ = load(GetParam());
    ASSERT_NE(engine_, nullptr);
    engine_->begin({1, kDefaultClock});
  }
  bool is(std::string_view name) const { return name == GetParam(); }

  End server(const std::string& certificate, const std::string& ciphers = "",
             std::string_view name = "a") {
    ContextOptions options = server_options();
    options.certificates = {certificate};
    restrict(ciphers, &options);
    return ::parallax::make(*engine_, name, options);
  }
  End client(const std::string& ciphers = "", std::string_view name = "a") {
    ContextOptions options = client_options();
    restrict(ciphers, &options);
    return ::parallax::make(*engine_, name, options);
  }

  // GnuTLS can be told single suites only where TLS 1.3 is off.
  void restrict(const std::string& ciphers, ContextOptions* options) const {
    if (ciphers.empty()) return;
    options->ciphers = ciphers;
    if (is("gnutls")) options->maximum = Version::kTls12;
  }

  // A handshake and a word each way.
  void expect_talk(Connection& puppet, End& end, std::string_view what) {
    const Outcome last = talk(puppet, end);
    EXPECT_TRUE(puppet.finished()) << what << ": " << puppet.problem() << ", alert "
                                   << int{puppet.fatal_alert().value_or(0)} << ", " << print(last);
    EXPECT_TRUE(!puppet.finished() || echo(puppet, end)) << what << ": " << puppet.problem();
  }

  std::unique_ptr<Engine> engine_;
  Stage stage_;
};

TEST_P(Interop, Tls13EverySuiteAsClient) {
  for (const std::uint16_t suite : kSuites13) {
    engine_->begin({1, kDefaultClock});
    End end = server("p256");
    Config config = client_config();
    config.suites = {suite};
    auto puppet = stage_.make(config);
    expect_talk(*puppet, end, wire::find_suite(suite)->name);
    EXPECT_EQ(puppet->suite()->id, suite);
  }
}

TEST_P(Interop, Tls13EverySuiteAsServer) {
  for (const std::uint16_t suite : kSuites13) {
    engine_->begin({1, kDefaultClock});
    End end = client();
    Config config = server_config();
    config.suites = {suite};
    auto puppet = stage_.make(config);
    expect_talk(*puppet, end, wire::find_suite(suite)->name);
    EXPECT_EQ(print(end.object->version()), "ok \"TLSv1.3\"");
  }
}

TEST_P(Interop, Tls13KeyOfRsassaPssAndItsSalt) {
  engine_->begin({1, kDefaultClock});
  Config config = server_config("rsa-pss");
  End end = client(), other = client("", "b");
  auto right = stage_.make(config);
  config.pss_salt = 20;
  auto wrong = stage_.make(config);
  if (is("boringssl")) {
    talk(*right, end);
    EXPECT_FALSE(right->finished()) << "it offers no rsa_pss_pss_*: nothing to sign with";
    return;
  }
  expect_talk(*right, end, "rsa_pss_pss_sha256");
  talk(*wrong, other);
  EXPECT_EQ(wrong->fatal_alert(), 51) << "decrypt_error: the salt is to be as long as the hash";
}

TEST_P(Interop, Tls13EveryGroup) {
  for (const std::uint16_t group : {kX25519, kSecp256r1, kSecp384r1}) {
    engine_->begin({1, kDefaultClock});
    End end = server("rsa2048");
    Config config = client_config();
    config.groups = {group};
    expect_talk(*stage_.make(config), end, "client");
    End other = client("", "b");
    config = server_config("rsa2048");
    config.groups = {group};
    expect_talk(*stage_.make(config), other, "server");
  }
}

TEST_P(Interop, Tls13HelloRetryRequest) {
  // The engine's first share is of X25519; the puppet knows P-384 only.
  End end = client();
  Config config = server_config();
  config.groups = {kSecp384r1};
  expect_talk(*stage_.make(config), end, "server");
  // The puppet's only share is of a group that the server does not want, as far as it can be told.
  ContextOptions options = server_options();
  options.curve = "prime256v1";
  End other = ::parallax::make(*engine_, "b", options);
  config = client_config();
  config.shares = {kX25519};
  auto puppet = stage_.make(config);
  expect_talk(*puppet, other, "client");
}

TEST_P(Interop, Tls13WithoutMiddleboxes) {
  End end = server("p256");
  Config config = client_config();
  config.middlebox = false;
  expect_talk(*stage_.make(config), end, "client");
  End other = client("", "b");
  config = server_config();
  config.middlebox = false;
  expect_talk(*stage_.make(config), other, "server");
}

TEST_P(Interop, Tls12EverySuite) {
  for (const wire::CipherSuite& suite : wire::cipher_suites()) {
    if (suite.tls13() || suite.exchange == wire::Exchange::kDheRsa) continue;
    if (suite.bulk == wire::Bulk::kCcm || suite.bulk == wire::Bulk::kCcm8) continue;
    const bool ecdsa = suite.exchange == wire::Exchange::kEcdheEcdsa;
    const std::string certificate = ecdsa ? "p256" : "rsa2048";
    // BoringSSL has no CBC suites with SHA-2 any more.
    if (is("boringssl") && !suite.aead() && suite.mac != wire::Digest::kSha1) continue;
    for (const bool plain : {true, false}) {
      engine_->begin({1, kDefaultClock});
      Config config = client_config();
      config.highest = kTls12;
      config.suites = {suite.id};
      config.extended_master_secret = plain;
      config.encrypt_then_mac = plain;
      End end = server(certificate, std::string(suite.openssl));
      if (end.object)
        expect_talk(*stage_.make(config), end, std::string("client ") + std::string(suite.name));
      Config own = server_config(certificate);
      own.highest = kTls12;
      own.suites = {suite.id};
      own.extended_master_secret = plain;
      own.encrypt_then_mac = plain;
      End other = client(std::string(suite.openssl), "b");
      if (other.object)
        expect_talk(*stage_.make(own), other, std::string("server ") + std::string(suite.name));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Interop, testing::Values("openssl", "boringssl", "gnutls"),
                         [](const auto& param_info) { return std::string(param_info.param); });

}  // namespace
}  // namespace parallax::puppet
