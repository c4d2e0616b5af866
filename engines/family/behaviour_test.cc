// What CPython does, on the library that CPython has.
#include "engines/family/family_test.h"

namespace parallax {
namespace {

Outcome at_end_of_stream(const std::string& semantics) {
  const auto engine = load("openssl", semantics);
  engine->begin({1, kDefaultClock});
  ContextOptions options = server_options();
  End end = make(*engine, "b", options);
  end.in->write_eof();
  return end.object->do_handshake();
}

TEST(SemanticsTest, EndOfStream) {
  EXPECT_EQ(
      print(at_end_of_stream("3.13")),
      "SSLEOFError errno=8 library=\"SSL\" reason=\"UNEXPECTED_EOF_WHILE_READING\" "
      "message=\"[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol\"");
  EXPECT_EQ(print(at_end_of_stream("3.11.2-debian")),
            "SSLError errno=1 library=\"SSL\" reason=\"UNEXPECTED_EOF_WHILE_READING\" "
            "message=\"[SSL: UNEXPECTED_EOF_WHILE_READING] unexpected eof while reading\"");
}

Outcome after_failure(const std::string& semantics) {
  const auto engine = load("openssl", semantics);
  engine->begin({1, kDefaultClock});
  End end = make(*engine, "b", server_options());
  end.in->write("this is not TLS, and long enough to be read");
  EXPECT_EQ(end.object->do_handshake().error().reason, "WRONG_VERSION_NUMBER");
  return end.object->do_handshake();
}

TEST(SemanticsTest, HandshakeOfADeadObject) {
  EXPECT_EQ(print(after_failure("3.12")),
            "SSLSyscallError errno=5 message=\"Some I/O error occurred\"");
  EXPECT_EQ(print(after_failure("3.13")),
            "SSLEOFError errno=8 message=\"EOF occurred in violation of protocol\"");
}

TEST(SemanticsTest, UnknownVersionIsRefusedWithASentence) {
  void* library = dlopen(PARALLAX_BUILD_DIR "/lib/parallax/openssl.so", RTLD_NOW | RTLD_LOCAL);
  auto factory = reinterpret_cast<EngineFactory>(dlsym(library, kEngineFactoryName));
  std::string error;
  EXPECT_EQ(factory(kEngineAbi, {kPki, "2.7", ""}, &error), nullptr);
  EXPECT_NE(error.find("2.7"), std::string::npos);
  EXPECT_EQ(factory(kEngineAbi + 1, {kPki, "", ""}, &error), nullptr);
}

class BehaviourTest : public testing::Test {
 protected:
  void SetUp() override { engine_->begin({3, kDefaultClock}); }
  End client() { return make(*engine_, "a", client_options()); }
  End server() { return make(*engine_, "b", server_options()); }
  const std::unique_ptr<Engine> engine_ = load("openssl");
};

TEST_F(BehaviourTest, MemoryBio) {
  const auto bio = engine_->make_bio();
  EXPECT_EQ(print(bio->write("hello")), "ok 5");
  EXPECT_EQ(print(bio->read(2)), "ok b\"he\"");
  EXPECT_EQ(print(bio->write_eof()), "ok None");
  EXPECT_FALSE(bio->state().eof);
  EXPECT_EQ(print(bio->write("")), "SSLError message=\"cannot write() after write_eof()\"");
  EXPECT_EQ(print(bio->read(-1)), "ok b\"llo\"");
  EXPECT_TRUE(bio->state().eof);
  EXPECT_TRUE(bio->read(std::int64_t{1} << 31).is_raised("OverflowError"));
}

TEST_F(BehaviourTest, RoleMustFitContext) {
  WrapOptions options;
  options.role = Role::kServer;
  const auto result = engine_->wrap_bio("b", context_of(*engine_, "c", client_options()),
                                        engine_->make_bio(), engine_->make_bio(), options);
  EXPECT_EQ(print(result.error()),
            "SSLError errno=0 message=\"Cannot create a server socket with a PROTOCOL_TLS_CLIENT "
            "context\"");
}

TEST_F(BehaviourTest, WrongNameIsACertVerificationError) {
  ContextOptions options = server_options();
  options.certificates = {"wrong-name"};
  End a = client(), b = make(*engine_, "b", options);
  Outcome outcome;
  for (int round = 0; round < 4 && !outcome.is_raised("SSLCertVerificationError"); ++round) {
    outcome = a.object->do_handshake();
    move(a, b);
    b.object->do_handshake();
    move(b, a);
  }
  ASSERT_TRUE(outcome.is_raised("SSLCertVerificationError")) << print(outcome);
  EXPECT_EQ(outcome.error().verify_code, 62);
  EXPECT_EQ(outcome.error().verify_message,
            "Hostname mismatch, certificate is not valid for 'localhost'.");
  EXPECT_EQ(outcome.error().message,
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, "
            "certificate is not valid for 'localhost'.");
}

TEST_F(BehaviourTest, MissingFileIsFileNotFound) {
  ContextOptions options = server_options();
  options.certificates = {"there-is-none"};
  EXPECT_EQ(print(engine_->make_context("c", options).error()),
            "FileNotFoundError errno=2 message=\"No such file or directory\"");
}

TEST_F(BehaviourTest, SniReactions) {
  std::vector<Value> seen;
  const auto alert_of = [&](const Outcome& reaction) {
    End a = client(), b = server();
    b.context->on("sni", [&](const std::vector<Value>& arguments) {
      seen = arguments;
      return reaction;
    });
    a.object->do_handshake();
    move(a, b);
    const Outcome outcome = b.object->do_handshake();
    move(b, a);
    const Outcome other = a.object->do_handshake();
    return std::pair(outcome, other.is_raised() ? other.error().reason : "");
  };
  const auto [fine, none] = alert_of(Outcome::ok());
  EXPECT_TRUE(fine.is_raised("SSLWantReadError"));
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(print(seen[0]), "\"localhost\"");
  EXPECT_EQ(alert_of(Outcome::ok(Value::integer(112))).second, "TLSV1_UNRECOGNIZED_NAME");
  const auto [raised, reason] = alert_of(Outcome::raised("ValueError", "no"));
  EXPECT_EQ(reason, "SSLV3_ALERT_HANDSHAKE_FAILURE");
  ASSERT_EQ(raised.notes().size(), 1U);
  EXPECT_EQ(raised.notes()[0].kind, "unraisable");
  EXPECT_EQ(raised.notes()[0].text, "\"ValueError: no\"");
  const auto [text, internal] = alert_of(Outcome::ok(Value::text("x")));
  EXPECT_EQ(internal, "TLSV1_ALERT_INTERNAL_ERROR");
}

TEST_F(BehaviourTest, SniChangesTheContext) {
  ContextOptions options = server_options();
  options.certificates = {"rsa2048"};
  const auto other = context_of(*engine_, "other", options);
  End a = client(), b = server();
  b.context->on("sni", [&](const std::vector<Value>&) { return b.object->set_context(other); });
  pump(a, b);
  EXPECT_EQ(b.object->context(), other);
  const Outcome certificate = a.object->getpeercert(false);
  EXPECT_NE(print(certificate), "ok None");
}

TEST_F(BehaviourTest, AReactionMayDropTheObject) {
  End a = client(), b = server();
  b.context->on("sni", [&](const std::vector<Value>&) {
    b.object.reset();
    b.context->on("sni", nullptr);
    return Outcome::ok();
  });
  a.object->do_handshake();
  move(a, b);
  SslObject* object = b.object.get();
  EXPECT_TRUE(object->do_handshake().is_raised("SSLWantReadError"));
}

TEST_F(BehaviourTest, KeylogLinesAreSecrets) {
  End a = client(), b = server();
  std::vector<std::string> lines;
  a.context->on("keylog", [&](const std::vector<Value>& arguments) {
    lines.push_back(arguments[0].as<Text>()->utf8);
    return Outcome::ok();
  });
  pump(a, b);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0].substr(0, 30), "SERVER_HANDSHAKE_TRAFFIC_SECRE");
}

TEST_F(BehaviourTest, AMessageCallbacksExceptionIsRaised) {
  const auto context = context_of(*engine_, "c", client_options());
  int messages = 0;
  context->on("msg", [&](const std::vector<Value>& arguments) {
    ++messages;
    EXPECT_EQ(arguments.size(), 5U);
    return Outcome::raised("ValueError", "seen");
  });
  // An object takes the callback along when it is made.
  End a = wrap(*engine_, "a", context, {Role::kClient, "localhost", nullptr});
  // The operation's own exception wins; without one it is the callback's.
  EXPECT_TRUE(a.object->do_handshake().is_raised("SSLWantReadError"));
  EXPECT_GT(messages, 0);
  End b = server();
  move(a, b);
  b.object->do_handshake();
  move(b, a);
  EXPECT_EQ(print(a.object->do_handshake()), "ValueError message=\"seen\"");
}

TEST_F(BehaviourTest, SessionsAreResumed) {
  for (const Version version : {Version::kTls12, Version::kTls13}) {
    ContextOptions options = client_options();
    options.maximum = version;
    const auto client_context = context_of(*engine_, "cc", options);
    const auto server_context = context_of(*engine_, "sc", server_options());
    WrapOptions as_client{Role::kClient, "localhost", nullptr},
        as_server{Role::kServer, {}, nullptr};
    End a = wrap(*engine_, "a", client_context, as_client);
    End b = wrap(*engine_, "b", server_context, as_server);
    std::shared_ptr<Session> session;
    EXPECT_EQ(print(a.object->session(&session)), "ok None");
    EXPECT_EQ(session, nullptr);
    pump(a, b);
    a.object->read(1);
    a.object->session(&session);
    ASSERT_NE(session, nullptr);
    EXPECT_EQ(print(session->get("has_ticket")), "ok True");
    EXPECT_EQ(print(a.object->session_reused()), "ok False");
    EXPECT_EQ(print(a.object->set_session(session)),
              "ValueError message=\"Cannot set session after handshake.\"");
    EXPECT_EQ(print(b.object->set_session(session)),
              "ValueError message=\"Session refers to a different SSLContext.\"");
    as_client.session = session;
    End c = wrap(*engine_, "c", client_context, as_client);
    End d = wrap(*engine_, "d", server_context, as_server);
    pump(c, d);
    EXPECT_EQ(print(c.object->session_reused()), "ok True");
    EXPECT_EQ(print(d.object->session_reused()), "ok True");
  }
}

TEST_F(BehaviourTest, OldSessionNeedsDer) {
  End a = client();
  a.object->do_handshake();
  std::shared_ptr<Session> session;
  EXPECT_EQ(print(a.object->session(&session)), "ValueError message=\"i2d() failed\"");
}

TEST_F(BehaviourTest, Hostnames) {
  const auto wrap_name = [&](const std::string& semantics, const std::string& name) -> std::string {
    const auto engine = load("openssl", semantics);
    engine->begin({1, kDefaultClock});
    WrapOptions options{Role::kClient, name, nullptr};
    auto result = engine->wrap_bio("a", context_of(*engine, "c", client_options()),
                                   engine->make_bio(), engine->make_bio(), options);
    return result ? print((*result)->server_hostname()) : print(result.error());
  };
  EXPECT_EQ(wrap_name("3.13", "LOCALhost"), "ok \"LOCALhost\"");
  EXPECT_TRUE(wrap_name("3.13", "").starts_with("ValueError"));
  EXPECT_EQ(wrap_name("3.6", ""), "ok \"\"");
  EXPECT_EQ(wrap_name("3.13", "a..b"), "UnicodeEncodeError message=\"label empty\"");
  EXPECT_EQ(wrap_name("3.12", "a..b"), "UnicodeError message=\"label empty or too long\"");
  EXPECT_TRUE(wrap_name("3.13", std::string("a\0b", 3)).starts_with("TypeError"));
  std::string longest;
  for (int i = 0; i < 130; ++i) longest += "x.";
  EXPECT_TRUE(wrap_name("3.13", longest + "a").starts_with("SSLError errno=319"))
      << wrap_name("3.13", longest);
}

TEST_F(BehaviourTest, DisturbancesLeaveObjectsAlone) {
  End a = client(), b = server();
  for (const char* kind : {"errno", "hash", "certificate", "thread"}) {
    EXPECT_EQ(print(engine_->disturb(kind)), "ok None");
  }
  EXPECT_TRUE(engine_->disturb("no such kind").is_unsupported());
  pump(a, b);
  EXPECT_EQ(print(a.object->version()), "ok \"TLSv1.3\"");
}

TEST_F(BehaviourTest, PostHandshakeAuthentication) {
  End a = client(), b = server();
  pump(a, b);
  const Outcome outcome = b.object->verify_client_post_handshake();
  ASSERT_TRUE(outcome.is_raised("SSLError"));
  EXPECT_EQ(outcome.error().error_no, 279);
  EXPECT_EQ(a.object->verify_client_post_handshake().error().error_no, 284);
}

}  // namespace
}  // namespace parallax
