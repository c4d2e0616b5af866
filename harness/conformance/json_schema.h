// JsonSchema: whether a JSON obeys a schema of docs/, for the tests of what is written for other programs.
//
// Threads: one thread. Complexity: linear in the value, and in the schema where it refers. Errors: check() tells what
// is wrong, a line each; a keyword that is not known here is wrong too. Source: JSON Schema, draft 2020-12.
#ifndef PARALLAX_HARNESS_CONFORMANCE_JSON_SCHEMA_H_
#define PARALLAX_HARNESS_CONFORMANCE_JSON_SCHEMA_H_

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

namespace parallax {

// Checks the keywords of JSON Schema that results.schema.json uses; any other is an error.
class JsonSchema {
 public:
  explicit JsonSchema(nlohmann::json schema) : schema_(std::move(schema)) {}

  // What is wrong, a line each; empty when nothing is.
  std::string check(const nlohmann::json& value) {
    errors_.clear();
    visit(schema_, value, "");
    return errors_;
  }

 private:
  void expect(bool holds, const std::string& where, const std::string& what) {
    if (!holds) errors_ += where + ": " + what + "\n";
  }

  static bool has_type(const nlohmann::json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    return type == "number" && value.is_number();
  }

  void visit(const nlohmann::json& schema, const nlohmann::json& value, const std::string& where) {
    for (const auto& [keyword, rule] : schema.items()) {
      if (keyword == "$ref") {
        visit(schema_.at(nlohmann::json::json_pointer(rule.get<std::string>().substr(1))), value,
              where);
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
        for (const nlohmann::json& item : value) visit(rule, item, where + "[]");
      } else if (keyword == "required") {
        for (const nlohmann::json& name : rule)
          expect(value.contains(name), where, "lacks " + name.get<std::string>());
      } else if (keyword == "dependentRequired") {
        for (const auto& [name, others] : rule.items())
          for (const nlohmann::json& other : others)
            expect(!value.contains(name) || value.contains(other), where,
                   "lacks a dependent field");
      } else if (keyword == "properties") {
        for (const auto& [name, item] : value.items()) {
          expect(rule.contains(name), where, "has a field unknown to the schema: " + name);
          if (rule.contains(name)) visit(rule[name], item, fmt::format("{}.{}", where, name));
        }
      } else if (keyword == "additionalProperties") {
        for (const auto& [name, item] : value.items())
          visit(rule, item, fmt::format("{}.{}", where, name));
      } else {
        const bool annotation = keyword == "$schema" || keyword == "$defs" || keyword == "title" ||
                                keyword == "description";
        expect(annotation, where, "keyword unknown to this test: " + keyword);
      }
    }
  }

  nlohmann::json schema_;
  std::string errors_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_JSON_SCHEMA_H_
