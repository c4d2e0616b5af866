// Connections between the family's engines, all in one process.
#include <tuple>

#include "engines/family/family_test.h"

namespace parallax {
namespace {

using Case = std::tuple<std::string, std::string, Version, std::string>;

class ConnectionTest : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    const auto& [client, server, version, certificate] = GetParam();
    client_engine_ = load(client, "3.13");
    server_engine_ = load(server, "3.13");
    client_engine_->begin({7, kDefaultClock});
    server_engine_->begin({7, kDefaultClock});
    ContextOptions client_side = client_options(), server_side = server_options();
    client_side.minimum = client_side.maximum = version;
    server_side.certificates = {certificate};
    client_ = make(*client_engine_, "a", client_side);
    server_ = make(*server_engine_, "b", server_side);
  }

  std::unique_ptr<Engine> client_engine_, server_engine_;
  End client_, server_;
};

TEST_P(ConnectionTest, ShakesHandsAndCarriesData) {
  pump(client_, server_);
  const bool tls13 = std::get<2>(GetParam()) == Version::kTls13;
  EXPECT_EQ(print(client_.object->version()), tls13 ? "ok \"TLSv1.3\"" : "ok \"TLSv1.2\"");
  EXPECT_EQ(print(server_.object->version()), print(client_.object->version()));
  EXPECT_EQ(print(client_.object->write("hello")), "ok 5");
  move(client_, server_);
  EXPECT_EQ(print(server_.object->read(100)), "ok b\"hello\"");
  EXPECT_TRUE(server_.object->read(100).is_raised("SSLWantReadError"));
  std::string buffer = "......";
  server_.object->write("abc");
  move(server_, client_);
  EXPECT_EQ(print(client_.object->read_into(0, buffer)), "ok 3");
  EXPECT_EQ(buffer, "abc...");
}

TEST_P(ConnectionTest, HalfCloseStillWrites) {
  pump(client_, server_);
  EXPECT_TRUE(server_.object->unwrap().is_raised("SSLWantReadError"));
  move(server_, client_);
  EXPECT_EQ(print(client_.object->read(10)), "ok b\"\"");
  EXPECT_EQ(print(client_.object->write("late")), "ok 4");
  EXPECT_EQ(print(client_.object->unwrap()), "ok None");
  move(client_, server_);
  EXPECT_EQ(print(server_.object->read(10)), "ok b\"late\"");
}

TEST_P(ConnectionTest, GarbageIsAnErrorOfTheLibrary) {
  server_.in->write("this is not TLS, and long enough to be read");
  const Outcome outcome = server_.object->do_handshake();
  ASSERT_TRUE(outcome.is_raised("SSLError")) << print(outcome);
  EXPECT_EQ(outcome.error().library, "SSL");
  EXPECT_FALSE(outcome.error().reason.empty());
  EXPECT_EQ(outcome.error().error_no, 1);
}

TEST_P(ConnectionTest, ShowsThePeersCertificate) {
  pump(client_, server_);
  const Outcome certificate = client_.object->getpeercert(false);
  ASSERT_TRUE(certificate.is_ok()) << print(certificate);
  ASSERT_TRUE(certificate.value().is<Dict>());
  EXPECT_EQ(print(certificate.value().as<Dict>()->items[0].first), "\"subject\"");
  EXPECT_TRUE(client_.object->getpeercert(true).value().is<Bytes>());
  EXPECT_EQ(print(server_.object->getpeercert(false)), "ok None");
}

TEST_P(ConnectionTest, LookingOnChangesNothing) {
  State state;
  client_.object->observe(&state);
  EXPECT_TRUE(state.version.empty());
  pump(client_, server_);
  client_.object->observe(&state);
  EXPECT_EQ(state.version, std::get<2>(GetParam()) == Version::kTls13 ? "TLSv1.3" : "TLSv1.2");
  EXPECT_FALSE(state.cipher.empty());
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  const auto& [client, server, version, certificate] = info.param;
  return client + "_to_" + server + (version == Version::kTls13 ? "_13_" : "_12_") + certificate;
}

INSTANTIATE_TEST_SUITE_P(AllPairs, ConnectionTest,
                         testing::Combine(testing::Values("openssl", "peer", "boringssl"),
                                          testing::Values("openssl", "peer", "boringssl"),
                                          testing::Values(Version::kTls12, Version::kTls13),
                                          testing::Values("p256", "rsa2048")),
                         case_name);

TEST(IdentityTest, ThreeLibrariesInOneProcess) {
  const auto openssl = load("openssl"), peer = load("peer"), boringssl = load("boringssl");
  EXPECT_EQ(openssl->identity().family, "openssl");
  EXPECT_EQ(boringssl->identity().family, "boringssl");
  EXPECT_EQ(openssl->identity().name, "openssl");
  EXPECT_EQ(peer->identity().name, "peer");
  EXPECT_EQ(openssl->identity().semantics, "3.13");
  EXPECT_NE(boringssl->identity().library.find("BoringSSL"), std::string::npos);
}

}  // namespace
}  // namespace parallax
