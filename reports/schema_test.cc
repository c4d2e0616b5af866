// The schema and the writer say the same: every row that is written obeys docs/results.schema.json,
// and has no field that the schema does not name.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "reports/make_rows.h"
#include "reports/sample_rows.h"

namespace parallax {
namespace {

using Json = nlohmann::json;

// Checks the keywords of JSON Schema that results.schema.json uses; any other is an error.
class Validator {
 public:
  explicit Validator(Json schema) : schema_(std::move(schema)) {}

  // What is wrong, a line each; empty when nothing is.
  std::string check(const Json& value) {
    errors_.clear();
    visit(schema_, value, "");
    return errors_;
  }

 private:
  void expect(bool holds, const std::string& where, const std::string& what) {
    if (!holds) errors_ += where + ": " + what + "\n";
  }

  static bool has_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    return type == "number" && value.is_number();
  }

  void visit(const Json& schema, const Json& value, const std::string& where) {
    for (const auto& [keyword, rule] : schema.items()) {
      if (keyword == "$ref") {
        visit(schema_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, where);
      } else if (keyword == "type") {
        expect(has_type(value, rule), where, "is no " + rule.get<std::string>());
      } else if (keyword == "const") {
        expect(value == rule, where, "is not " + rule.dump());
      } else if (keyword == "enum") {
        expect(std::find(rule.begin(), rule.end(), value) != rule.end(), where, "is none of enum");
      } else if (keyword == "minimum") {
        expect(value >= rule, where, "is below the minimum");
      } else if (keyword == "pattern") {
        expect(std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())),
               where, "does not match");
      } else if (keyword == "items") {
        for (const Json& item : value) visit(rule, item, where + "[]");
      } else if (keyword == "required") {
        for (const Json& name : rule)
          expect(value.contains(name), where, "lacks " + name.get<std::string>());
      } else if (keyword == "dependentRequired") {
        for (const auto& [name, others] : rule.items())
          for (const Json& other : others)
            expect(!value.contains(name) || value.contains(other), where,
                   "lacks a dependent field");
      } else if (keyword == "properties") {
        for (const auto& [name, item] : value.items()) {
          expect(rule.contains(name), where, "has a field unknown to the schema: " + name);
          if (rule.contains(name)) visit(rule[name], item, where + "." + name);
        }
      } else if (keyword == "additionalProperties") {
        for (const auto& [name, item] : value.items()) visit(rule, item, where + "." + name);
      } else {
        const bool annotation = keyword == "$schema" || keyword == "$defs" || keyword == "title" ||
                                keyword == "description";
        expect(annotation, where, "keyword unknown to this test: " + keyword);
      }
    }
  }

  Json schema_;
  std::string errors_;
};

class SchemaTest : public testing::Test {
 protected:
  Validator validator_{Json::parse(std::ifstream(PARALLAX_SOURCE_DIR "/docs/results.schema.json"))};
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
