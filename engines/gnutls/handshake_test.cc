#include <algorithm>

#include "engines/gnutls/engine_fixture_test.h"
#include "harness/contract/capabilities.h"

namespace parallax::gnutls {
namespace {

class HandshakeTest : public EngineTest, public testing::WithParamInterface<Version> {
 protected:
  ContextOptions client_at() const { return only(GetParam(), client()); }
  ContextOptions server_at() const { return only(GetParam(), server()); }
  std::string name() const { return GetParam() == Version::kTls13 ? "TLSv1.3" : "TLSv1.2"; }
};

TEST_P(HandshakeTest, EstablishesAndCarriesData) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  EXPECT_EQ(print(a.object->version()), "ok None");
  EXPECT_EQ(print(a.object->getpeercert(false)), "ValueError message=\"handshake not done yet\"");
  const auto [left, right] = pump(a, b);
  ASSERT_EQ(print(left), "ok None");
  ASSERT_EQ(print(right), "ok None");
  EXPECT_EQ(print(a.object->version()), "ok \"" + name() + "\"");
  EXPECT_EQ(print(a.object->cipher()), print(b.object->cipher()));
  EXPECT_NE(print(a.object->cipher()), "ok None");
  EXPECT_EQ(print(a.object->write("hello")), "ok 5");
  move(a, b);
  EXPECT_EQ(print(b.object->read(2)), "ok b\"he\"");
  EXPECT_EQ(print(b.object->pending()), "ok 3");
  EXPECT_EQ(read(b), "llo");
  EXPECT_TRUE(b.object->read(10).is_raised("SSLWantReadError"));
}

TEST_P(HandshakeTest, OneOctetAtATime) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  Outcome left;
  Outcome right;
  for (int round = 0; round < 8; ++round) {
    left = a.object->do_handshake();
    for (const char c : take(a)) {
      b.in->write({&c, 1});
      right = b.object->do_handshake();
    }
    for (const char c : take(b)) {
      a.in->write({&c, 1});
      left = a.object->do_handshake();
    }
  }
  EXPECT_TRUE(left.is_ok()) << print(left);
  EXPECT_TRUE(right.is_ok()) << print(right);
}

TEST_P(HandshakeTest, SameSeedSameOctets) {
  const auto run = [&](std::uint64_t seed) {
    begin(seed);
    wire_.clear();
    End a = make("a", client_at());
    End b = make("b", server_at());
    pump(a, b);
    a.object->write("data");
    move(a, b);
    return wire_;
  };
  const std::string once = run(7);
  EXPECT_EQ(once, run(7));
  EXPECT_NE(once, run(8));
  const auto& words = engine_->identity().capabilities;
  EXPECT_NE(std::find(words.begin(), words.end(), capability::kDeterministic), words.end());
}

TEST_P(HandshakeTest, RecordsComeOneAtATime) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  pump(a, b);
  const std::string big(100000, 'x');
  EXPECT_EQ(print(a.object->write(big)), "ok 100000");
  move(a, b);
  EXPECT_EQ(read(b).size(), 16384U);
  std::size_t total = 16384;
  for (std::string octets = read(b); octets.find('x') == 0; octets = read(b))
    total += octets.size();
  EXPECT_EQ(total, big.size());
}

TEST_P(HandshakeTest, ClientCertificate) {
  ContextOptions with = client_at();
  with.certificates = {"client"};
  ContextOptions asks = server_at();
  asks.verify = Verify::kRequired;
  asks.authority = "root";
  End a = make("a", with);
  End b = make("b", asks);
  const auto [left, right] = pump(a, b);
  EXPECT_TRUE(right.is_ok()) << print(right);
  const Outcome certificate = b.object->getpeercert(false);
  EXPECT_NE(print(certificate).find("\"subject\""), std::string::npos) << print(certificate);

  End c = make("c", client_at());
  End d = make("d", asks);
  EXPECT_TRUE(pump(c, d).second.is_raised("SSLError"));
  asks.verify = Verify::kOptional;
  End e = make("e", client_at());
  End f = make("f", asks);
  EXPECT_TRUE(pump(e, f).second.is_ok());
  EXPECT_EQ(print(f.object->getpeercert(false)), "ok None");
}

TEST_P(HandshakeTest, ResumesAndTellsSo) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  pump(a, b);
  b.object->write("x");
  move(b, a);
  EXPECT_EQ(read(a), "x");
  std::shared_ptr<Session> session;
  ASSERT_TRUE(a.object->session(&session).is_ok());
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(print(session->get("has_ticket")), "ok True");
  std::shared_ptr<Session> again;
  a.object->session(&again);
  EXPECT_TRUE(session->equals(*again));

  End c = wrap("c", a.context, Role::kClient, session);
  End d = wrap("d", b.context, Role::kServer);
  const auto [left, right] = pump(c, d);
  EXPECT_TRUE(left.is_ok()) << print(left);
  EXPECT_EQ(print(c.object->session_reused()), "ok True");
  EXPECT_EQ(print(d.object->session_reused()), "ok True");
  EXPECT_EQ(print(a.object->session_reused()), "ok False");
  EXPECT_NE(print(c.object->getpeercert(false)), "ok None");
}

TEST_P(HandshakeTest, NegotiatesAlpn) {
  ContextOptions first = client_at();
  first.alpn = {"h2", "http/1.1"};
  ContextOptions second = server_at();
  second.alpn = {"http/1.1", "h2"};
  End a = make("a", first);
  End b = make("b", second);
  pump(a, b);
  EXPECT_EQ(print(a.object->selected_alpn_protocol()), "ok \"http/1.1\"");
  second.alpn = {"other"};
  End c = make("c", first);
  End d = make("d", second);
  EXPECT_TRUE(pump(c, d).first.is_ok());
  EXPECT_EQ(print(d.object->selected_alpn_protocol()), "ok None");
}

TEST_P(HandshakeTest, SniReactionChangesTheCertificate) {
  ContextOptions other = server_at();
  other.certificates = {"rsa2048"};
  auto replacement = engine_->make_context("other", other);
  ASSERT_TRUE(replacement);
  End a = make("a", client_at());
  End b = make("b", server_at());
  std::string seen;
  b.context->on("sni", [&](const std::vector<Value>& arguments) {
    seen = print(arguments.at(0));
    EXPECT_TRUE(b.object->read(10).is_unsupported());
    return b.object->set_context(*replacement);
  });
  const auto [left, right] = pump(a, b);
  EXPECT_TRUE(left.is_ok()) << print(left);
  EXPECT_EQ(seen, "\"localhost\"");
  EXPECT_EQ(b.object->context(), *replacement);
  const std::string certificate = print(a.object->getpeercert(true));
  End c = make("c", client_at());
  End d = make("d", server_at());
  pump(c, d);
  EXPECT_NE(certificate, print(c.object->getpeercert(true)));
}

TEST_P(HandshakeTest, SniReactionRefuses) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  b.context->on("sni", [](const std::vector<Value>&) { return Outcome::ok(Value::integer(112)); });
  const auto [left, right] = pump(a, b);
  EXPECT_TRUE(left.is_raised("SSLError"));
  EXPECT_NE(left.error().message.find("not recognized"), std::string::npos) << print(left);

  End c = make("c", client_at());
  End d = make("d", server_at());
  d.context->on("sni",
                [](const std::vector<Value>&) { return Outcome::raised("ValueError", "no"); });
  c.object->do_handshake();
  move(c, d);
  const Outcome outcome = d.object->do_handshake();
  EXPECT_TRUE(outcome.is_raised("SSLError"));
  ASSERT_EQ(outcome.notes().size(), 1U);
  EXPECT_EQ(outcome.notes()[0].text, "\"ValueError: no\"");
}

TEST_P(HandshakeTest, KeylogTellsEachSecretOnce) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  std::vector<std::string> lines;
  a.context->on("keylog", [&](const std::vector<Value>& arguments) {
    lines.push_back(arguments.at(0).as<Text>()->utf8);
    return Outcome::ok();
  });
  pump(a, b);
  if (GetParam() == Version::kTls12) {
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].substr(0, 14), "CLIENT_RANDOM ");
    EXPECT_EQ(lines[0].size(), 14U + 64 + 1 + 96);
  } else {
    EXPECT_GE(lines.size(), 4U);
  }
}

TEST_P(HandshakeTest, KeylogReactionThatRaisesChangesNothing) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  a.context->on("keylog",
                [](const std::vector<Value>&) { return Outcome::raised("ValueError", "no"); });
  const auto [left, right] = pump(a, b);
  EXPECT_EQ(print(left), "ok None");
  EXPECT_EQ(print(right), "ok None");
}

TEST_P(HandshakeTest, SniReactionIsForServers) {
  End a = make("a", client_at());
  const Outcome outcome =
      a.context->on("sni", [](const std::vector<Value>&) { return Outcome::ok(); });
  EXPECT_EQ(print(outcome),
            "ValueError message=\"sni_callback cannot be set on TLS_CLIENT context\"");
}

TEST_P(HandshakeTest, PrefersX25519AsOpenSslDoes) {
  using namespace std::string_literals;
  End a = make("a", client_at());
  End b = make("b", server_at());
  a.object->do_handshake();
  const std::string hello = take(a);
  EXPECT_NE(hello.find("\x00\x0a\x00\x0c\x00\x0a\x00\x1d\x00\x17\x00\x1e\x00\x19\x00\x18"s),
            std::string::npos);
  b.in->write(hello);
  b.object->do_handshake();
  // The server's share in its ServerHello, or its ServerKeyExchange: x25519, 32 octets.
  const std::string share =
      GetParam() == Version::kTls13 ? "\x00\x33\x00\x24\x00\x1d\x00\x20"s : "\x03\x00\x1d\x20"s;
  EXPECT_NE(take(b).find(share), std::string::npos);
}

TEST_P(HandshakeTest, SharedCiphersOfServersAlone) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  EXPECT_EQ(print(b.object->shared_ciphers()), "ok None");
  pump(a, b);
  EXPECT_EQ(print(a.object->shared_ciphers()), "ok None");
  const Outcome shared = b.object->shared_ciphers();
  ASSERT_TRUE(shared.value().is<List>());
  EXPECT_EQ(shared.value().as<List>()->items.size(), GetParam() == Version::kTls13 ? 3U : 6U);
}

TEST_P(HandshakeTest, ChannelBinding) {
  End a = make("a", client_at());
  End b = make("b", server_at());
  EXPECT_EQ(print(a.object->get_channel_binding("tls-unique")), "ok None");
  EXPECT_TRUE(a.object->get_channel_binding("other").is_raised("ValueError"));
  pump(a, b);
  const Outcome binding = a.object->get_channel_binding("tls-unique");
  if (GetParam() == Version::kTls12) {
    EXPECT_EQ(binding.value().as<Bytes>()->octets.size(), 12U);
    EXPECT_EQ(binding, b.object->get_channel_binding("tls-unique"));
  } else {
    EXPECT_EQ(binding.error().reason, "CHANNEL_BINDING_NOT_AVAILABLE");
  }
}

TEST_P(HandshakeTest, ChosenCurve) {
  for (const std::string curve : {"prime256v1", "secp384r1", "X25519"}) {
    ContextOptions options = server_at();
    options.curve = curve;
    End a = make("a", client_at());
    End b = make("b", options);
    const auto [left, right] = pump(a, b);
    EXPECT_TRUE(left.is_ok()) << curve << ": " << print(left) << print(right);
  }
}

INSTANTIATE_TEST_SUITE_P(Versions, HandshakeTest, testing::Values(Version::kTls12, Version::kTls13),
                         [](const auto& instance) {
                           return instance.param == Version::kTls12 ? "Tls12" : "Tls13";
                         });

TEST_F(EngineTest, VersionsThatDoNotMeet) {
  End a = make("a", only(Version::kTls12, client()));
  End b = make("b", only(Version::kTls13, server()));
  const auto [left, right] = pump(a, b);
  EXPECT_TRUE(left.is_raised("SSLError")) << print(left);
  EXPECT_TRUE(right.is_raised()) << print(right);
}

TEST_F(EngineTest, NumberOfTickets) {
  const auto flight = [&](int tickets) {
    ContextOptions options = only(Version::kTls13, server());
    options.tickets = tickets;
    End a = make("a", client());
    End b = make("b", options);
    a.object->do_handshake();
    move(a, b);
    b.object->do_handshake();
    move(b, a);
    a.object->do_handshake();
    move(a, b);
    EXPECT_TRUE(b.object->do_handshake().is_ok());
    return b.out->state().pending;
  };
  const auto one = flight(1);
  EXPECT_EQ(flight(0), 0U);
  EXPECT_GT(one, 0U);
  EXPECT_EQ(flight(3), 3 * one);
}

TEST_F(EngineTest, PostHandshakeAuthentication) {
  ContextOptions first = only(Version::kTls13, client());
  first.post_handshake_auth = true;
  first.certificates = {"client"};
  ContextOptions second = only(Version::kTls13, server());
  second.post_handshake_auth = true;
  second.verify = Verify::kRequired;
  second.authority = "root";
  End a = make("a", first);
  End b = make("b", second);
  const auto [left, right] = pump(a, b);
  ASSERT_TRUE(right.is_ok()) << print(right);
  EXPECT_EQ(print(b.object->getpeercert(false)), "ok None");
  a.object->write("before");
  move(a, b);
  EXPECT_EQ(print(b.object->verify_client_post_handshake()), "ok None");
  EXPECT_EQ(print(b.object->write("ask")), "ok 3");
  move(b, a);
  EXPECT_EQ(read(a), "ask");
  EXPECT_EQ(print(a.object->write("after")), "ok 5");
  move(a, b);
  EXPECT_EQ(read(b), "before");
  EXPECT_EQ(read(b), "after");
  EXPECT_NE(print(b.object->getpeercert(false)), "ok None");
  EXPECT_TRUE(a.object->verify_client_post_handshake().is_raised("SSLError"));
}

TEST_F(EngineTest, UnmappedSettingsAreUnsupported) {
  ContextOptions options = client();
  options.ciphers = "HIGH:!aNULL";
  EXPECT_TRUE(engine_->make_context("c", options).error().is_unsupported());
  options = client();
  options.ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384";
  EXPECT_TRUE(engine_->make_context("c", options).error().is_unsupported());
  options.maximum = Version::kTls12;
  EXPECT_TRUE(engine_->make_context("c", options));
  options.options = kDefaultOptions | 0x200000;
  EXPECT_TRUE(engine_->make_context("c", options).error().is_unsupported());
  options = client();
  options.verify_flags = 4;
  EXPECT_TRUE(engine_->make_context("c", options).error().is_unsupported());
  EXPECT_TRUE(engine_->disturb("weather").is_unsupported());
  EXPECT_TRUE(engine_->disturb("thread").is_ok());
}

}  // namespace
}  // namespace parallax::gnutls
