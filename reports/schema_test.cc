// The schema and the writer say the same: every row that is written obeys docs/results.schema.json,
// and has no field that the schema does not name.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/conformance/json_schema.h"
#include "reports/make_rows.h"
#include "reports/sample_rows.h"

namespace parallax {
namespace {

using Json = nlohmann::json;

class SchemaTest : public testing::Test {
 protected:
  JsonSchema validator_{
      Json::parse(std::ifstream(PARALLAX_SOURCE_DIR "/docs/results.schema.json"))};
};

TEST_F(SchemaTest, EveryRowObeys) {
  for (const Row& row : sample_rows()) {
    const std::string errors = validator_.check(Json::parse(to_line(row)));
    ASSERT_EQ(errors, "") << to_line(row);
  }
}

TEST_F(SchemaTest, FaultRowsObey) {
  const RunSettings settings{"0.1.0", 1, "bytes", "openssl"};
  EXPECT_EQ(validator_.check(Json::parse(to_line(fault_row("a/b.plx", "x", "No peer.", settings)))),
            "");
}

TEST_F(SchemaTest, BadRowsAreSeen) {
  const Json good = Json::parse(to_line(sample_rows().front()));
  for (const char* field : {"schema", "engine", "steps", "rule_counts"}) {
    Json bad = good;
    bad.erase(field);
    EXPECT_NE(validator_.check(bad), "") << field;
    bad[field] = nullptr;
    EXPECT_NE(validator_.check(bad), "") << field;
  }
  Json bad = good;
  bad["level"] = "octets";
  EXPECT_NE(validator_.check(bad), "");
}

}  // namespace
}  // namespace parallax
