#include "reports/sarif.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "harness/compare/rules.h"
#include "harness/contract/value.h"
#include "reports/results.h"
#include "reports/tally.h"

namespace parallax {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// What a rule is, for people who never saw one of Parallax's.
struct Described {
  std::string id, sentence, source, advice;
};

Described described(const std::string& id) {
  if (id == "reference")
    return {
        id, "Every engine does what the reference does.", "Python documentation, ssl",
        "Two engines did different things at one step. `parallax show` runs the script on both; "
        "`parallax minimize` makes it small; a difference that is right gets an expectation."};
  if (id == "expected")
    return {id, "Every step comes to what the script says behind `->`.", "the script's own cite",
            "The engine's outcome is not among those that the script expects."};
  if (const Rule* rule = find_rule(id))
    return {id, std::string(rule->sentence), std::string(rule->source), std::string(rule->advice)};
  return {id, "A rule of another version of Parallax.", "", ""};
}

Json rule_json(const Described& rule) {
  const std::string help = rule.advice + (rule.source.empty() ? "" : "\n\nSource: " + rule.source);
  return {{"id", rule.id},
          {"shortDescription", {{"text", rule.sentence}}},
          {"fullDescription", {{"text", rule.sentence}}},
          {"help", {{"text", help}}},
          {"defaultConfiguration", {{"level", "error"}}}};
}

Json result_json(const Finding& finding, std::size_t rule, bool in_baseline) {
  const std::string signature = finding.signature();
  Json place = {{"artifactLocation", {{"uri", uri_of(finding.script)}}}};
  if (finding.line > 0) place["region"] = {{"startLine", finding.line}};
  return {{"ruleId", finding.rule},
          {"ruleIndex", rule},
          {"level", "error"},
          {"message",
           {{"text", fmt::format("{}: {} (level {})\nstep: {}\nexpected: {}\nseen: {}",
                                 finding.engine, finding.what, level_name(finding.level),
                                 finding.step_text, finding.expected, finding.seen)}}},
          {"locations", Json::array({{{"physicalLocation", place}}})},
          {"partialFingerprints",
           {{"primaryLocationLineHash", digest_of(signature).sha256.substr(0, 32)},
            {"parallaxSignature/v1", signature}}},
          {"baselineState", in_baseline ? "unchanged" : "new"}};
}

}  // namespace

std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const auto octet = static_cast<unsigned char>(c);
    const bool plain = (octet < 0x80 && std::isalnum(octet) != 0) ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", octet);
  }
  return uri;
}

std::string sarif(const std::vector<Row>& rows, const std::set<std::string>& baseline) {
  std::map<std::string, std::size_t> numbers;
  Json rules = Json::array(), results = Json::array(), notifications = Json::array();
  std::string version = "0";
  for (const Row& row : rows) {
    if (!row.parallax.empty()) version = row.parallax;
    if (!row.fault.empty())
      notifications.push_back({{"level", "error"}, {"message", {{"text", row.fault}}}});
    for (const Finding& finding : row.findings) {
      if (!is_new(finding)) continue;
      const auto [number, is_first] = numbers.emplace(finding.rule, numbers.size());
      if (is_first) rules.push_back(rule_json(described(finding.rule)));
      results.push_back(
          result_json(finding, number->second, baseline.contains(finding_key(finding))));
    }
  }
  Json run = {
      {"tool",
       {{"driver", {{"name", "parallax"}, {"version", version}, {"rules", std::move(rules)}}}}},
      {"invocations", Json::array({{{"executionSuccessful", notifications.empty()},
                                    {"toolExecutionNotifications", std::move(notifications)}}})},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  const Json log = {
      {"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace parallax
