// The same seed sends the same octets, whatever went before in the process.
#include <algorithm>

#include "engines/family/family_test.h"

namespace parallax {
namespace {

class DeterminismTest : public testing::TestWithParam<std::string> {
 protected:
  // A handshake, a little data and a close, as octets.
  static std::string run(Engine& engine, std::uint64_t seed, Version version,
                         const std::string& certificate) {
    engine.begin({seed, kDefaultClock});
    ContextOptions client_side = client_options(), server_side = server_options();
    client_side.maximum = version;
    server_side.certificates = {certificate};
    End a = make(engine, "a", client_side), b = make(engine, "b", server_side);
    std::string wire = pump(a, b);
    b.object->write("some data");
    move(b, a, &wire);
    a.object->read(100);
    a.object->unwrap();
    move(a, b, &wire);
    engine.end();
    return wire;
  }
};

TEST_P(DeterminismTest, SameSeedSameOctets) {
  const auto engine = load(GetParam()), other = load(GetParam());
  for (const Version version : {Version::kTls12, Version::kTls13}) {
    for (const char* certificate : {"p256", "rsa2048"}) {
      const std::string first = run(*engine, 1, version, certificate);
      EXPECT_GT(first.size(), 1000U);
      // From the cache, beside another engine's, and after another seed.
      EXPECT_EQ(run(*engine, 1, version, certificate), first);
      EXPECT_NE(run(*engine, 2, version, certificate), first);
      EXPECT_EQ(run(*engine, 1, version, certificate), first);
      EXPECT_EQ(run(*other, 1, version, certificate), first);
    }
  }
}

TEST_P(DeterminismTest, NamesAreStreams) {
  const auto engine = load(GetParam());
  engine->begin({1, kDefaultClock});
  End a = make(*engine, "a", client_options()), b = make(*engine, "b", client_options());
  a.object->do_handshake();
  b.object->do_handshake();
  EXPECT_NE(octets(a.out->read(-1)), octets(b.out->read(-1)));
}

TEST_P(DeterminismTest, ClaimsIt) {
  const auto engine = load(GetParam());
  const auto& can = engine->identity().capabilities;
  EXPECT_NE(std::ranges::find(can, "deterministic"), can.end());
  EXPECT_TRUE(std::ranges::is_sorted(can));
}

TEST_P(DeterminismTest, ACachedContextHasNoPast) {
  const auto engine = load(GetParam());
  std::string first;
  for (int round = 0; round < 3; ++round) {
    engine->begin({5, kDefaultClock});
    End a = make(*engine, "a", client_options()), b = make(*engine, "b", server_options());
    pump(a, b);
    const std::string stats = print(b.context->call("session_stats", {}));
    if (round == 0) first = stats;
    EXPECT_EQ(stats, first);
    EXPECT_EQ(print(a.context->get("options")),
              print(engine->make_context("x", client_options()).value()->get("options")));
    // A changed context does not come back.
    if (round == 1) b.context->set("verify_mode", Value::integer(1));
    EXPECT_EQ(print(b.context->get("verify_mode")), round == 1 ? "ok 1" : "ok 0");
    b.context->on("sni", [](const std::vector<Value>&) { return Outcome::ok(Value::integer(49)); });
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, DeterminismTest, testing::Values("openssl", "peer", "boringssl"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace parallax
