// Every operation is called in every state by the corpus, and the states are really reached.

#include "harness/compare/cells.h"

#include <gtest/gtest.h>

#include <iostream>

#include "harness/campaign/campaign.h"

namespace parallax {
namespace {

TEST(CellsTest, TheCorpusCallsEveryOperationInEveryState) {
  const Installation installation{std::filesystem::path(PARALLAX_BUILD_DIR) / "bin" / "parallax",
                                  PARALLAX_SOURCE_DIR};
  Plan plan;
  const auto scripts = find_scripts({std::string(PARALLAX_SOURCE_DIR) + "/corpus/conformance"});
  ASSERT_TRUE(scripts) << scripts.error();
  plan.scripts = *scripts;
  plan.engines.push_back(*parse_engine_spec("openssl"));
  plan.hosts.where = Where::kInProcess;
  plan.variants = false;
  Cells cells;
  const auto sink = [&](const ScriptResult& result) {
    cells.add(Story(result.script, result.runs.front().plain));
    return true;
  };
  Expectations none;
  const CampaignEnd end = run_campaign(plan, installation, &none, sink, std::atomic<bool>{false});
  ASSERT_EQ(end.fault, "");
  for (const auto& [cell, count] : cells.objects) {
    EXPECT_GT(count, 0u) << step_def(cell.first).word << ", " << standing_words(cell.second);
  }
  for (const auto& [cell, count] : cells.bios) {
    EXPECT_GT(count, 0u) << "MemoryBIO." << step_def(cell.first).word << ", "
                         << filling_words(cell.second);
  }
  std::cout << cells.markdown();
}

}  // namespace
}  // namespace parallax
