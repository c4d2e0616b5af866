// Every protocol plant is found by a puppet's script, and OpenSSL without it stays clean.
#include "engines/planted/protocol.h"

#include <gtest/gtest.h>

#include <atomic>
#include <ostream>
#include <set>

#include "harness/campaign/campaign.h"

namespace parallax {
namespace {

Installation installation() {
  return {std::filesystem::path(PARALLAX_BUILD_DIR) / "bin" / "parallax", PARALLAX_SOURCE_DIR};
}

// What is found in corpus/puppet of one engine by itself, by script.
std::set<std::string> found_in(const std::string& engine) {
  Plan plan;
  const auto scripts = find_scripts({std::string(PARALLAX_SOURCE_DIR) + "/corpus/puppet"});
  EXPECT_TRUE(scripts) << scripts.error();
  plan.scripts = *scripts;
  const auto spec = parse_engine_spec(engine);
  EXPECT_TRUE(spec) << spec.error();
  plan.engines.push_back(*spec);
  plan.variants = false;
  std::set<std::string> found;
  const auto sink = [&](const ScriptResult& result) {
    EXPECT_EQ(result.fault, "");
    for (const Finding& finding : result.verdict.findings) {
      if (!finding.flaky) found.insert(result.path);
      // A plant that dies shows nothing of what it was to do wrong.
      EXPECT_NE(finding.rule, "no-crash") << result.path;
    }
    return true;
  };
  Expectations none;
  const CampaignEnd end = run_campaign(plan, installation(), &none, sink, std::atomic<bool>{false});
  EXPECT_EQ(end.fault, "");
  return found;
}

class ProtocolPlant : public testing::TestWithParam<Plant> {};

TEST(ProtocolPlants, OpenSslWithoutAnyIsClean) {
  const auto found = found_in("openssl");
  EXPECT_TRUE(found.empty()) << *found.begin();
}

TEST_P(ProtocolPlant, IsFound) {
  EXPECT_FALSE(found_in("planted:" + std::string(GetParam().name)).empty()) << GetParam().sentence;
}

INSTANTIATE_TEST_SUITE_P(Every, ProtocolPlant,
                         testing::ValuesIn(protocol_plants().begin(), protocol_plants().end()),
                         [](const auto& param_info) {
                           std::string name(param_info.param.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace parallax
