#include "harness/run/wire_view.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "harness/host/installation.h"
#include "harness/host/registry.h"
#include "harness/run/executor.h"
#include "harness/wire/describe.h"

namespace parallax {
namespace {

// An engine of this build, or one that the machine has; null where it has not.
std::unique_ptr<Host> host(const std::string& name) {
  const auto spec = parse_engine_spec(name);
  EXPECT_TRUE(spec) << name;
  const Installation installation = Installation::find();
  auto made = make_host(*spec, installation);
  return made ? std::move(*made) : nullptr;
}

Script script_of(const std::string& text) {
  auto script = parse(text, "test.plx");
  EXPECT_TRUE(script) << (script ? "" : print(script.error()));
  return script ? *script : Script();
}

// What `who` said, in order, messages by name; "sealed" for what did not open.
std::string said_by(const std::string& who, const Trace& trace, const WireView& view) {
  std::string text;
  for (std::size_t e = 0; e < view.size(); ++e) {
    for (std::size_t t = 0; t < view[e].size(); ++t) {
      if (trace.entries[e].transfers[t].from != who) continue;
      for (const wire::SeenRecord& seen : view[e][t].records) {
        if (seen.sealed) text += "sealed ";
        for (const wire::Said& said : seen.said) {
          std::string word = wire::describe(said);
          text += word.substr(0, word.find(said.type == 21 ? '\0' : ' ')) + " ";
        }
      }
    }
  }
  return text;
}

Trace run(const std::string& engine, const std::string& text, Script* script) {
  *script = script_of(text);
  const auto subject = host(engine), peer = host("openssl");
  EXPECT_NE(peer, nullptr);
  if (subject == nullptr || peer == nullptr) return {};
  return execute(*script, "test", *subject, peer.get());
}

std::string conversation(const std::string& object, const std::string& peer) {
  return "object a " + object + "\npeer p " + peer +
         "\npump a p\na.write b\"from a\"\nmove a p\np.read 100\np.write b\"from p\"\nmove p "
         "a\na.read 100\n"
         "a.unwrap\nmove a p\np.unwrap\nmove p a\n";
}

class WireViewTest : public testing::TestWithParam<std::string> {};

TEST_P(WireViewTest, EveryRecordOfAnHonestConversationOpens) {
  if (host(GetParam()) == nullptr) GTEST_SKIP() << GetParam() << " is not on this machine";
  for (const std::string tls : {"1.3", "1.2"}) {
    for (const bool server : {true, false}) {
      const std::string keys = " tls=" + tls + " cert=p256", other = " tls=" + tls;
      Script script;
      const Trace trace = run(GetParam(),
                              conversation((server ? "server" + keys : "client" + other),
                                           (server ? "client" + other : "server" + keys)),
                              &script);
      const WireView view = view_wire(script, trace);
      const std::string own = said_by("a", trace, view), theirs = said_by("p", trace, view);
      EXPECT_EQ(own.find("sealed"), std::string::npos) << own;
      EXPECT_EQ(theirs.find("sealed"), std::string::npos) << theirs;
      for (const std::string& told : {own, theirs}) {
        EXPECT_NE(told.find("finished"), std::string::npos) << told;
        EXPECT_NE(told.find("6 "), std::string::npos) << "its six octets of data: " << told;
        EXPECT_NE(told.find("warning close_notify"), std::string::npos) << told;
      }
      const std::string& by_server = server ? own : theirs;
      EXPECT_NE(by_server.find("server_hello"), std::string::npos);
      EXPECT_NE(by_server.find("certificate"), std::string::npos) << by_server;
      // Without secrets the same records stay shut, and the plaintext is still read.
      const std::string shut = said_by("a", trace, view_wire(script, trace, false));
      EXPECT_NE(shut.find("sealed"), std::string::npos);
      EXPECT_NE(shut.find("_hello"), std::string::npos);
    }
  }
}

// The engine's own secrets alone: nothing of the peer's log is needed.
TEST_P(WireViewTest, TheEngineItselfGivesItsSecrets) {
  const auto subject = host(GetParam());
  if (subject == nullptr) GTEST_SKIP() << GetParam() << " is not on this machine";
  for (const std::string tls : {"1.3", "1.2"}) {
    const Script script =
        script_of(fmt::format("object a server tls={0}\nobject b client tls={0}\npump a b\n", tls));
    const Trace trace = execute(script, "test", *subject, nullptr);
    const std::string told = said_by("b", trace, view_wire(script, trace));
    EXPECT_NE(told.find("finished"), std::string::npos)
        << tls << ": " << told << trace.key_log.size();
    EXPECT_EQ(told.find("sealed"), std::string::npos) << told;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, WireViewTest,
                         testing::Values("openssl", "boringssl", "gnutls",
                                         "python:/usr/bin/python3", "python:/usr/bin/pypy3"),
                         [](const auto& tested) {
                           std::string name = tested.param.substr(tested.param.rfind('/') + 1);
                           std::erase_if(name, [](char c) {
                             return std::isalnum(static_cast<unsigned char>(c)) == 0;
                           });
                           return name;
                         });

TEST(WireViewTest, ANameMadeAnewInVainIsStillWhatItWas) {
  Script script;
  const Trace trace = run("openssl",
                          "object a client tls=1.2\nobject a server context=s\n"
                          "peer p server\npump a p\n",
                          &script);
  ASSERT_TRUE(trace.entries[1].outcome.is_raised()) << print(trace.entries[1].outcome);
  const WireView view = view_wire(script, trace);
  EXPECT_EQ(view.back().front().side, wire::Side::kClient);
  EXPECT_EQ(said_by("a", trace, view).find("sealed"), std::string::npos)
      << said_by("a", trace, view);
}

TEST(WireViewTest, ResumptionBothVersions) {
  for (const std::string tls : {"1.3", "1.2"}) {
    Script script;
    const Trace trace =
        run("openssl",
            fmt::format("context s server tls={0}\ncontext c client tls={0}\n"
                        "object a server context=s\nobject b client context=c\npump a b\n"
                        "a.write b\"x\"\nmove a b\nb.read 10\nlet v = b.session\n"
                        "object d server context=s\nobject e client context=c session=v\npump d e\n"
                        "e.session_reused -> ok True\n",
                        tls),
            &script);
    EXPECT_EQ(print(trace.entries.back().outcome), "ok True");
    const WireView view = view_wire(script, trace);
    EXPECT_EQ(said_by("d", trace, view).find("sealed"), std::string::npos)
        << said_by("d", trace, view);
    EXPECT_EQ(said_by("e", trace, view).find("sealed"), std::string::npos)
        << said_by("e", trace, view);
    EXPECT_EQ(said_by("d", trace, view).find("certificate"), std::string::npos);
  }
}

TEST(WireViewTest, AFaultOnTheWayHarmsTheReceiversViewAlone) {
  Script script;
  const Trace trace =
      run("openssl",
          "object a server tls=1.3\npeer p client tls=1.3\npump a p\np.write b\"one\"\n"
          "move p a flip=-1\na.read 10\nmove a p\n",
          &script);
  const WireView view = view_wire(script, trace);
  EXPECT_NE(said_by("p", trace, view).find("3 "), std::string::npos);
  EXPECT_NE(said_by("a", trace, view).find("fatal bad_record_mac"), std::string::npos)
      << said_by("a", trace, view);
}

TEST(WireViewTest, KeepingSecretsShowsInNothing) {
  for (const std::string engine : {"openssl", "boringssl", "gnutls", "python:/usr/bin/python3"}) {
    const std::string text =
        "context s server\non s.keylog { return None }\nobject a server context=s\npeer p "
        "client\npump a p\na.read 5\n";
    const Script script = script_of(text);
    const auto subject = host(engine), peer = host("openssl");
    if (subject == nullptr) continue;
    const Trace looked = execute(script, "test", *subject, peer.get());
    Trace blind = execute(script, "test", *subject, peer.get(), {.variant = Variant::kBlind});
    EXPECT_TRUE(blind.key_log.empty());
    EXPECT_FALSE(looked.key_log.empty());
    for (std::size_t i = 0; i < looked.entries.size(); ++i) {
      EXPECT_EQ(looked.entries[i].outcome, blind.entries[i].outcome) << engine << " step " << i;
      EXPECT_EQ(looked.entries[i].transfers, blind.entries[i].transfers) << engine << " step " << i;
      EXPECT_EQ(looked.entries[i].actions, blind.entries[i].actions) << engine << " step " << i;
    }
  }
}

}  // namespace
}  // namespace parallax
