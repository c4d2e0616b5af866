#include "reports/row.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace parallax {
namespace {

using Json = nlohmann::ordered_json;

// Fields that are empty, false or zero are left out, but for those that the schema requires.
template <typename T>
void put(Json& json, const char* key, const T& value) {
  if (value != T{}) json[key] = value;
}

// Reads a field if it is there. nlohmann throws on a wrong type; from_json turns that into its
// error.
template <typename T>
void get(const Json& json, const char* key, T* value) {
  if (const auto it = json.find(key); it != json.end()) it->get_to(*value);
}

Json identity_json(const Identity& identity) {
  return {{"name", identity.name},           {"family", identity.family},
          {"version", identity.version},     {"library", identity.library},
          {"semantics", identity.semantics}, {"capabilities", identity.capabilities}};
}

Identity read_identity(const Json& json) {
  Identity identity;
  get(json, "name", &identity.name);
  get(json, "family", &identity.family);
  get(json, "version", &identity.version);
  get(json, "library", &identity.library);
  get(json, "semantics", &identity.semantics);
  get(json, "capabilities", &identity.capabilities);
  return identity;
}

Json action_json(const ActionRow& action) {
  Json json{{"text", action.text}, {"outcome", action.outcome}};
  put(json, "on_subject", action.on_subject);
  return json;
}

ActionRow read_action(const Json& json) {
  ActionRow action;
  get(json, "text", &action.text);
  get(json, "outcome", &action.outcome);
  get(json, "on_subject", &action.on_subject);
  return action;
}

Json transfer_json(const TransferRow& transfer) {
  Json json{{"from", transfer.from}, {"to", transfer.to}, {"octets", transfer.octets}};
  put(json, "sha256", transfer.sha256);
  put(json, "delivered", transfer.delivered);
  put(json, "delivered_sha256", transfer.delivered_sha256);
  put(json, "records", transfer.records);
  put(json, "from_subject", transfer.from_subject);
  put(json, "to_subject", transfer.to_subject);
  json["identical"] = transfer.identical;
  return json;
}

TransferRow read_transfer(const Json& json) {
  TransferRow transfer;
  get(json, "from", &transfer.from);
  get(json, "to", &transfer.to);
  get(json, "octets", &transfer.octets);
  get(json, "sha256", &transfer.sha256);
  get(json, "delivered", &transfer.delivered);
  get(json, "delivered_sha256", &transfer.delivered_sha256);
  get(json, "records", &transfer.records);
  get(json, "from_subject", &transfer.from_subject);
  get(json, "to_subject", &transfer.to_subject);
  get(json, "identical", &transfer.identical);
  return transfer;
}

Json step_json(const StepRow& step) {
  Json json{{"n", step.n}, {"line", step.line}, {"text", step.text}};
  put(json, "expected", step.expected);
  put(json, "value", step.value);
  json["outcome"] = step.outcome;
  put(json, "notes", step.notes);
  if (!step.state.empty()) {
    Json& state = json["state"] = Json::object();
    for (const auto& [name, text] : step.state) state[name] = text;
  }
  for (const ActionRow& action : step.actions) json["actions"].push_back(action_json(action));
  for (const TransferRow& transfer : step.transfers)
    json["transfers"].push_back(transfer_json(transfer));
  put(json, "more_actions", step.more_actions);
  put(json, "more_transfers", step.more_transfers);
  put(json, "on_subject", step.on_subject);
  return json;
}

StepRow read_step(const Json& json) {
  StepRow step;
  get(json, "n", &step.n);
  get(json, "line", &step.line);
  get(json, "text", &step.text);
  get(json, "expected", &step.expected);
  get(json, "value", &step.value);
  get(json, "outcome", &step.outcome);
  get(json, "notes", &step.notes);
  if (const auto it = json.find("state"); it != json.end())
    for (const auto& [name, text] : it->items())
      step.state.emplace_back(name, text.get<std::string>());
  if (const auto it = json.find("actions"); it != json.end())
    for (const Json& action : *it) step.actions.push_back(read_action(action));
  if (const auto it = json.find("transfers"); it != json.end())
    for (const Json& transfer : *it) step.transfers.push_back(read_transfer(transfer));
  get(json, "more_actions", &step.more_actions);
  get(json, "more_transfers", &step.more_transfers);
  get(json, "on_subject", &step.on_subject);
  return step;
}

// `script` and `engine` are the row's.
Json finding_json(const Finding& finding) {
  Json json{{"kind", kind_name(finding.kind)}};
  put(json, "against", finding.against);
  json["rule"] = finding.rule;
  json["level"] = level_name(finding.level);
  json["step"] = finding.step;
  json["line"] = finding.line;
  json["step_text"] = finding.step_text;
  json["expected"] = finding.expected;
  json["seen"] = finding.seen;
  put(json, "errors", finding.errors);
  json["what"] = finding.what;
  put(json, "known_kind", finding.known_kind);
  put(json, "known_reason", finding.known_reason);
  put(json, "known_source", finding.known_source);
  put(json, "flaky", finding.flaky);
  return json;
}

// Throws std::invalid_argument on words that it does not know.
Finding read_finding(const Json& json, const Row& row) {
  Finding finding;
  finding.script = row.script;
  finding.engine = row.engine;
  std::string kind;
  std::string level;
  get(json, "kind", &kind);
  get(json, "level", &level);
  bool known = false;
  for (const Finding::Kind k :
       {Finding::Kind::kDifference, Finding::Kind::kExpected, Finding::Kind::kRule}) {
    if (kind_name(k) != kind) continue;
    finding.kind = k;
    known = true;
  }
  if (!known) throw std::invalid_argument(fmt::format("unknown kind of finding `{}`", kind));
  const std::optional<Level> parsed = parse_level(level);
  if (!parsed) throw std::invalid_argument(fmt::format("unknown level `{}`", level));
  finding.level = *parsed;
  get(json, "against", &finding.against);
  get(json, "rule", &finding.rule);
  get(json, "step", &finding.step);
  get(json, "line", &finding.line);
  get(json, "step_text", &finding.step_text);
  get(json, "expected", &finding.expected);
  get(json, "seen", &finding.seen);
  get(json, "errors", &finding.errors);
  get(json, "what", &finding.what);
  get(json, "known_kind", &finding.known_kind);
  get(json, "known_reason", &finding.known_reason);
  get(json, "known_source", &finding.known_source);
  get(json, "flaky", &finding.flaky);
  return finding;
}

Row read_row(const Json& json) {
  Row row;
  get(json, "parallax", &row.parallax);
  json.at("script").get_to(row.script);
  get(json, "topic", &row.topic);
  get(json, "title", &row.title);
  get(json, "cites", &row.cites);
  json.at("engine").get_to(row.engine);
  row.identity = read_identity(json.at("identity"));
  if (const auto it = json.find("peer"); it != json.end()) row.peer = read_identity(*it);
  get(json, "seed", &row.seed);
  get(json, "own_seed", &row.own_seed);
  get(json, "level", &row.level);
  get(json, "reference", &row.reference);
  get(json, "fault", &row.fault);
  for (const Json& step : json.at("steps")) row.steps.push_back(read_step(step));
  for (const Json& finding : json.at("findings"))
    row.findings.push_back(read_finding(finding, row));
  get(json, "group", &row.group);
  get(json, "odd_one_out", &row.odd_one_out);
  get(json, "rule_counts", &row.rule_counts);
  get(json, "unsupported", &row.unsupported);
  if (const auto it = json.find("milliseconds"); it != json.end())
    row.milliseconds = it->get<double>();
  return row;
}

std::string version_of(const Json& json) {
  const auto it = json.find("parallax");
  return it != json.end() && it->is_string() ? it->get<std::string>() : "of an unknown version";
}

}  // namespace

bool Row::wholly_unsupported() const {
  std::size_t subject_steps = 0;
  for (const StepRow& step : steps) {
    if (!step.on_subject) continue;
    ++subject_steps;
    if (!step.outcome.starts_with("unsupported")) return false;
  }
  return subject_steps > 0;
}

bool is_new(const Finding& finding) { return !finding.explained() && !finding.flaky; }

std::string_view kind_name(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::kDifference:
      return "difference";
    case Finding::Kind::kExpected:
      return "expected";
    case Finding::Kind::kRule:
      return "rule";
  }
  return "difference";
}

Json to_json(const Row& row) {
  Json json{{"schema", kResultsSchema}, {"parallax", row.parallax}, {"script", row.script}};
  put(json, "topic", row.topic);
  put(json, "title", row.title);
  put(json, "cites", row.cites);
  json["engine"] = row.engine;
  json["identity"] = identity_json(row.identity);
  if (!row.peer.name.empty()) json["peer"] = identity_json(row.peer);
  json["seed"] = row.seed;
  put(json, "own_seed", row.own_seed);
  json["level"] = row.level;
  json["reference"] = row.reference;
  put(json, "fault", row.fault);
  json["steps"] = Json::array();
  for (const StepRow& step : row.steps) json["steps"].push_back(step_json(step));
  json["findings"] = Json::array();
  for (const Finding& finding : row.findings) json["findings"].push_back(finding_json(finding));
  json["group"] = row.group;
  put(json, "odd_one_out", row.odd_one_out);
  json["rule_counts"] = Json::object();
  for (const auto& [id, count] : row.rule_counts) json["rule_counts"][id] = count;
  json["unsupported"] = row.unsupported;
  if (row.milliseconds) json["milliseconds"] = *row.milliseconds;
  return json;
}

tl::expected<Row, std::string> from_json(const Json& json) {
  if (!json.is_object()) return tl::unexpected<std::string>("not a JSON object");
  const auto schema = json.find("schema");
  if (schema == json.end() || !schema->is_number_integer())
    return tl::unexpected<std::string>("no schema number: this is not a results file of Parallax");
  if (*schema != kResultsSchema)
    return tl::unexpected(
        fmt::format("schema {} was written by Parallax {}, and this one reads schema {}; make the "
                    "results again "
                    "or use that version",
                    schema->dump(), version_of(json), kResultsSchema));
  try {
    return read_row(json);
  } catch (const std::exception& error) {
    return tl::unexpected<std::string>(error.what());
  }
}

std::string to_line(const Row& row) {
  return to_json(row).dump(-1, ' ', false, Json::error_handler_t::replace);
}

tl::expected<Row, std::string> from_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (json.is_discarded()) return tl::unexpected<std::string>("not JSON");
  return from_json(json);
}

}  // namespace parallax
