// Every planted bug is found by `run`'s own means, and the honest engine beside it stays clean.

#include "engines/planted/planted.h"

#include <gtest/gtest.h>

#include <ostream>
#include <set>

#include "harness/campaign/campaign.h"

namespace parallax {

void PrintTo(const Plant& plant, std::ostream* out) { *out << plant.name; }

namespace {

// corpus/planted: scripts that between them put every detector to work, few enough for 29 engines.

Installation installation() {
  return {std::filesystem::path(PARALLAX_BUILD_DIR) / "bin" / "parallax", PARALLAX_SOURCE_DIR};
}

Plan plan_for(const std::string& engine) {
  Plan plan;
  const auto scripts = find_scripts({std::string(PARALLAX_SOURCE_DIR) + "/corpus/planted"});
  EXPECT_TRUE(scripts) << scripts.error();
  plan.scripts = *scripts;
  for (const std::string& text : {std::string("openssl"), engine}) {
    const auto spec = parse_engine_spec(text);
    EXPECT_TRUE(spec) << spec.error();
    plan.engines.push_back(*spec);
  }
  plan.judging.reference = "openssl";
  plan.variants = engine != "planted:hang";  // each run of it costs the whole timeout
  plan.hosts.timeout = std::chrono::seconds(engine == "planted:hang" ? 2 : 20);
  return plan;
}

class PlantedBug : public testing::TestWithParam<Plant> {};

TEST_P(PlantedBug, IsFoundAndTheHonestEngineIsClean) {
  const std::string name = "planted:" + std::string(GetParam().name);
  std::set<std::string> found, blamed;
  const auto sink = [&](const ScriptResult& result) {
    EXPECT_EQ(result.fault, "");
    for (const Finding& finding : result.verdict.findings) {
      if (finding.flaky) continue;
      (finding.engine == name ? found : blamed).insert(finding.rule + ": " + finding.what);
    }
    return true;
  };
  Expectations none;
  const CampaignEnd end =
      run_campaign(plan_for(name), installation(), &none, sink, std::atomic<bool>{false});
  EXPECT_EQ(end.fault, "");
  EXPECT_FALSE(found.empty()) << GetParam().sentence;
  EXPECT_TRUE(blamed.empty()) << *blamed.begin();
}

INSTANTIATE_TEST_SUITE_P(Every, PlantedBug, testing::ValuesIn(plants().begin(), plants().end()),
                         [](const auto& param_info) {
                           std::string name(param_info.param.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace parallax
