// Resumption, early data, certificates of clients, key updates, renegotiation: with every engine.
#include <gtest/gtest.h>

#include "harness/puppet/puppet_for_test.h"

namespace parallax::puppet {
namespace {

class Features : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    engine_ = load(GetParam());
    ASSERT_NE(engine_, nullptr);
    engine_->begin({1, kDefaultClock});
  }
  bool is(std::string_view name) const { return name == GetParam(); }

  void expect_talk(Connection& puppet, End& end, std::string_view what) {
    const Outcome last = talk(puppet, end);
    EXPECT_TRUE(puppet.finished()) << what << ": " << puppet.problem() << ", alert "
                                   << int{puppet.fatal_alert().value_or(0)} << ", " << print(last);
    EXPECT_TRUE(!puppet.finished() || echo(puppet, end)) << what << ": " << puppet.problem();
  }
  std::shared_ptr<Context> server_context(const ContextOptions& options = server_options()) {
    return context_of(*engine_, "server", options);
  }
  End server(const std::shared_ptr<Context>& context, std::string_view name) {
    WrapOptions options;
    options.role = Role::kServer;
    return wrap(*engine_, name, context, options);
  }

  std::unique_ptr<Engine> engine_;
  Stage stage_;
};

TEST_P(Features, ClientResumesByTicket) {
  for (const std::uint16_t version : {kTls12, kTls13}) {
    const auto context = server_context();
    End first = server(context, "a");
    Config config = client_config();
    config.highest = version;
    auto puppet = stage_.make(config);
    expect_talk(*puppet, first, "full");
    ASSERT_NE(puppet->session(), nullptr) << version;
    EXPECT_FALSE(puppet->session()->ticket.empty());
    End second = server(context, "b");
    config.session = puppet->session();
    auto again = stage_.make(config, "q");
    expect_talk(*again, second, "resumed");
    EXPECT_TRUE(again->resumed()) << version;
  }
}

TEST_P(Features, ServerResumesByTicketAndId) {
  for (const bool tickets : {true, false}) {
    for (const std::uint16_t version : {kTls12, kTls13}) {
      if (!tickets && version == kTls13) continue;
      // BoringSSL gives TLS 1.3 sessions to a callback alone; SSL_get_session's cannot be resumed.
      if (is("boringssl") && version == kTls13) continue;
      const auto context = context_of(*engine_, "c", client_options());
      WrapOptions wrapping;
      wrapping.role = Role::kClient;
      wrapping.server_hostname = "localhost";
      End first = wrap(*engine_, "a", context, wrapping);
      Config config = server_config();
      config.highest = version;
      config.tickets = tickets ? 1 : 0;
      expect_talk(*stage_.make(config), first, "full");
      std::shared_ptr<::parallax::Session> session;
      first.object->session(&session);
      ASSERT_NE(session, nullptr);
      wrapping.session = session;
      End second = wrap(*engine_, "b", context, wrapping);
      auto again = stage_.make(config, "q");
      expect_talk(*again, second, "resumed");
      EXPECT_TRUE(again->resumed()) << version << (tickets ? " ticket" : " id");
    }
  }
}

TEST_P(Features, CertificateOfAClient) {
  for (const std::uint16_t version : {kTls12, kTls13}) {
    for (const char* certificate : {"client", "client-rsa", "client-p384"}) {
      ContextOptions options = server_options();
      options.verify = Verify::kRequired;
      options.authority = "root";
      End end = ::parallax::make(*engine_, "a", options);
      Config config = client_config();
      config.highest = version;
      config.certificates = {certificate};
      expect_talk(*stage_.make(config), end, certificate);
      ContextOptions own = client_options();
      own.certificates = {certificate};
      End other = ::parallax::make(*engine_, "b", own);
      config = server_config();
      config.highest = version;
      config.request_certificate = true;
      expect_talk(*stage_.make(config), other, certificate);
    }
  }
}

TEST_P(Features, KeyUpdate) {
  for (const Role role : {Role::kClient, Role::kServer}) {
    End end = role == Role::kClient ? ::parallax::make(*engine_, "a", server_options())
                                    : ::parallax::make(*engine_, "b", client_options());
    auto puppet = stage_.make(role == Role::kClient ? client_config() : server_config());
    expect_talk(*puppet, end, "handshake");
    puppet->plan_key_update(false);
    EXPECT_TRUE(echo(*puppet, end));
    const std::size_t before = puppet->received().size();
    puppet->plan_key_update(true);
    EXPECT_TRUE(echo(*puppet, end));
    bool answered = false;
    for (std::size_t i = before; i < puppet->received().size(); ++i)
      answered |= puppet->received()[i].content == kTypeHandshake &&
                  puppet->received()[i].message() == kKeyUpdate;
    EXPECT_TRUE(answered);
    EXPECT_TRUE(echo(*puppet, end));
  }
}

TEST_P(Features, Alpn) {
  for (const std::uint16_t version : {kTls12, kTls13}) {
    ContextOptions options = server_options();
    options.alpn = {"h2", "http/1.1"};
    End end = ::parallax::make(*engine_, "a", options);
    Config config = client_config();
    config.highest = version;
    config.alpn = {"http/1.1"};
    auto puppet = stage_.make(config);
    expect_talk(*puppet, end, "client");
    EXPECT_EQ(puppet->alpn(), "http/1.1");
    ContextOptions own = client_options();
    own.alpn = {"http/1.1", "h2"};
    End other = ::parallax::make(*engine_, "b", own);
    config = server_config();
    config.highest = version;
    config.alpn = {"h2"};
    expect_talk(*stage_.make(config), other, "server");
    EXPECT_EQ(print(other.object->selected_alpn_protocol()), "ok \"h2\"");
  }
}

TEST_P(Features, PostHandshakeAuthentication) {
  if (is("boringssl")) return;  // has none
  ContextOptions options = client_options();
  options.post_handshake_auth = true;
  options.certificates = {"client"};
  End end = ::parallax::make(*engine_, "a", options);
  auto puppet = stage_.make(server_config());
  expect_talk(*puppet, end, "handshake");
  puppet->plan_post_handshake_auth();
  EXPECT_TRUE(echo(*puppet, end)) << puppet->problem();
  bool verified = false;
  for (const Received& one : puppet->received())
    verified |= one.content == kTypeHandshake && one.message() == kCertificateVerify;
  EXPECT_TRUE(verified);
  EXPECT_FALSE(puppet->failed()) << puppet->problem();
}

TEST_P(Features, PostHandshakeAuthenticationOfThePuppet) {
  if (is("boringssl")) return;  // has none
  ContextOptions options = server_options();
  options.post_handshake_auth = true;
  options.verify = Verify::kOptional;
  options.authority = "root";
  Config config = client_config();
  config.post_handshake_auth = true;
  config.certificates = {"client"};
  End end = ::parallax::make(*engine_, "a", options);
  auto puppet = stage_.make(config);
  expect_talk(*puppet, end, "handshake");
  const Outcome asked = end.object->verify_client_post_handshake();
  if (asked.is_unsupported()) GTEST_SKIP() << print(asked);
  EXPECT_TRUE(echo(*puppet, end)) << puppet->problem();
  carry(*puppet, end);
  end.object->read(1);
  EXPECT_NE(print(end.object->getpeercert(true)), "ok None");
}

TEST_P(Features, ClientResumesBySessionId) {
  constexpr std::uint64_t kNoTicket = 0x4000;  // SSL_OP_NO_TICKET
  ContextOptions options = server_options();
  options.options = kDefaultOptions | kNoTicket;
  const auto context = server_context(options);
  End first = server(context, "a");
  Config config = client_config();
  config.highest = kTls12;
  auto puppet = stage_.make(config);
  expect_talk(*puppet, first, "full");
  // GnuTLS keeps sessions for nobody: its server has tickets or nothing (gnutls_db_set_store_function).
  if (is("gnutls")) return;
  ASSERT_NE(puppet->session(), nullptr);
  EXPECT_TRUE(puppet->session()->ticket.empty());
  EXPECT_EQ(puppet->session()->id.size(), 32u);
  End second = server(context, "b");
  config.session = puppet->session();
  auto again = stage_.make(config, "q");
  expect_talk(*again, second, "resumed");
  EXPECT_TRUE(again->resumed());
}

// A server that knows nothing of early data reads it over: RFC 8446 4.2.10.
TEST_P(Features, EarlyDataIsReadOver) {
  const auto context = server_context();
  End first = server(context, "a");
  Config config = client_config();
  config.lowest = kTls13;
  auto puppet = stage_.make(config);
  expect_talk(*puppet, first, "full");
  ASSERT_NE(puppet->session(), nullptr);
  auto bold = std::make_shared<Session>(*puppet->session());
  bold->max_early_data = 1024;  // the ticket does not allow it
  config.session = bold;
  config.early_data = true;
  End second = server(context, "b");
  auto again = stage_.make(config, "q");
  play_all(*again);
  again->write("early");
  expect_talk(*again, second, "early data");
  EXPECT_FALSE(again->early_data_accepted());
}

TEST_P(Features, RenegotiationAskedForByThePuppet) {
  if (is("boringssl")) return;  // never renegotiates unless told to
  ContextOptions options = client_options();
  options.maximum = Version::kTls12;
  End end = ::parallax::make(*engine_, "a", options);
  Config config = server_config();
  config.highest = kTls12;
  auto puppet = stage_.make(config);
  expect_talk(*puppet, end, "first");
  puppet->plan_renegotiation();
  for (int round = 0; round < 6; ++round) {
    carry(*puppet, end);
    end.object->read(100);  // drives the new handshake
    carry(end, *puppet);
  }
  EXPECT_FALSE(puppet->failed()) << puppet->problem();
  int finished = 0;
  for (const Received& one : puppet->received())
    finished += one.content == kTypeHandshake && one.message() == kFinished ? 1 : 0;
  // GnuTLS tells its program of the request, and Python's contract has nobody to tell.
  if (!is("gnutls")) {
    EXPECT_EQ(finished, 2);
  }
  EXPECT_TRUE(echo(*puppet, end)) << puppet->problem();
}

// A key agreed beforehand, RFC 8446 4.2.11: through the callback that Python 3.13 has.
TEST_P(Features, KeyAgreedBeforehand) {
  if (is("boringssl")) return;  // its callbacks are of TLS 1.2 alone
  auto agreed = std::make_shared<Session>();
  agreed->version = kTls13;
  agreed->suite = 0x1301;
  agreed->ticket = "who";
  agreed->secret = "sixteen octets!!";
  agreed->external = true;
  const Value key = Value::bytes(agreed->secret);
  const auto context = server_context();
  if (context->on("psk", [&](const auto&) { return Outcome::ok(key); }).is_unsupported()) return;
  End end = server(context, "a");
  Config config = client_config();
  config.session = agreed;
  config.suites = {agreed->suite};  // a server that prefers SHA-384 has no use for the key
  auto puppet = stage_.make(config);
  expect_talk(*puppet, end, "client");
  EXPECT_TRUE(puppet->resumed());
  const auto other = context_of(*engine_, "client", client_options());
  other->on("psk", [&](const auto&) { return Outcome::ok(Tuple{{Value::text("who"), key}}); });
  WrapOptions wrapping;
  wrapping.role = Role::kClient;
  wrapping.server_hostname = "localhost";
  End peer = wrap(*engine_, "b", other, wrapping);
  stage_.sessions["who"] = agreed;
  auto server_puppet = stage_.make(server_config(), "q");
  expect_talk(*server_puppet, peer, "server");
  EXPECT_TRUE(server_puppet->resumed());
}

INSTANTIATE_TEST_SUITE_P(Engines, Features, testing::Values("openssl", "boringssl", "gnutls"),
                         [](const auto& param_info) { return std::string(param_info.param); });

// Puppet against puppet: what the engines' contract has no switch for.
class Alone : public testing::Test {
 protected:
  static void pass(Connection& from, Connection& to) {
    play_all(from);
    to.receive(std::exchange(from.out(), {}));
  }
  static void talk(Connection& a, Connection& b) {
    for (int round = 0; round < 6; ++round) {
      pass(a, b);
      pass(b, a);
    }
  }
  Stage stage_;
};

TEST_F(Alone, EarlyData) {
  Config own = server_config();
  own.early_data = true;
  own.tickets = 1;
  Config config = client_config();
  auto server = stage_.make(own, "s");
  auto client = stage_.make(config, "c");
  talk(*client, *server);
  ASSERT_TRUE(client->finished() && server->finished());
  ASSERT_NE(client->session(), nullptr);
  config.session = client->session();
  config.early_data = true;
  for (const bool accepts : {true, false}) {
    own.early_data = accepts;
    auto second = stage_.make(own, "s2");
    auto again = stage_.make(config, "c2");
    play_all(*again);
    again->write("early");
    talk(*again, *second);
    EXPECT_TRUE(again->finished()) << again->problem();
    EXPECT_TRUE(second->finished()) << second->problem();
    EXPECT_EQ(second->take_data(10), accepts ? "early" : "");
    EXPECT_EQ(again->early_data_accepted(), accepts);
    again->write("late");
    pass(*again, *second);
    EXPECT_EQ(second->take_data(10), "late");
  }
}

TEST_F(Alone, Renegotiation) {
  Config config = client_config(), own = server_config();
  config.highest = own.highest = kTls12;
  for (const bool by_server : {false, true}) {
    auto server = stage_.make(own, "s");
    auto client = stage_.make(config, "c");
    talk(*client, *server);
    ASSERT_TRUE(client->finished() && server->finished());
    (by_server ? *server : *client).plan_renegotiation();
    talk(*client, *server);
    EXPECT_FALSE(client->failed()) << client->problem();
    EXPECT_FALSE(server->failed()) << server->problem();
    int hellos = 0;
    for (const Received& one : server->received())
      hellos += one.content == kTypeHandshake && one.message() == kClientHello ? 1 : 0;
    EXPECT_EQ(hellos, 2);
    client->write("new keys");
    pass(*client, *server);
    EXPECT_EQ(server->take_data(10), "new keys");
  }
}

TEST_F(Alone, SameSeedSameOctets) {
  std::string first;
  for (int run = 0; run < 2; ++run) {
    Stage stage;
    auto server = stage.make(server_config("rsa2048"), "s");
    auto client = stage.make(client_config(), "c");
    std::string wire;
    for (int round = 0; round < 4; ++round) {
      play_all(*client);
      wire += client->out();
      server->receive(std::exchange(client->out(), {}));
      play_all(*server);
      wire += server->out();
      client->receive(std::exchange(server->out(), {}));
    }
    ASSERT_TRUE(client->finished());
    if (run == 0) first = wire;
    EXPECT_EQ(wire, first);
  }
}

}  // namespace
}  // namespace parallax::puppet
