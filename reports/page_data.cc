#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "harness/compare/rules.h"
#include "reports/html.h"
#include "reports/results.h"
#include "reports/tally.h"

namespace parallax {
namespace {

using Json = nlohmann::ordered_json;

// Texts by number, each kept once.
class Texts {
 public:
  std::size_t operator()(const std::string& text) {
    const auto [it, fresh] = numbers_.try_emplace(text, all_.size());
    if (fresh) all_.push_back(text);
    return it->second;
  }
  const Json& all() const { return all_; }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  Json all_ = Json::array();
};

// Values by number, by their JSON text.
class Pool {
 public:
  std::size_t operator()(Json value) {
    const auto [it, fresh] = numbers_.try_emplace(value.dump(), all_.size());
    if (fresh) all_.push_back(std::move(value));
    return it->second;
  }
  Json take() { return std::move(all_); }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  Json all_ = Json::array();
};

// [from, to, octets, delivered, flags, sha256, [record…]]; flags: 1 to a subject, 2 identical,
// 4 other octets arrived than were sent.
Json transfer_data(const TransferRow& transfer, Texts& texts) {
  Json records = Json::array();
  for (const std::string& record : transfer.records) records.push_back(texts(record));
  const unsigned flags = (transfer.to_subject ? 1u : 0u) | (transfer.identical ? 2u : 0u) |
                         (transfer.delivered_sha256.empty() ? 0u : 4u);
  return {texts(transfer.from), texts(transfer.to), transfer.octets, transfer.delivered, flags,
          transfer.sha256,      std::move(records)};
}

// [outcome, [note…], [[name, state]…], [[text, outcome]…], [transfer…], more actions, more
// transfers], empty ones at the end left out.
Json observation(const StepRow& step, Texts& texts) {
  Json notes = Json::array();
  for (const std::string& note : step.notes) notes.push_back(texts(note));
  Json state = Json::array();
  for (const auto& [name, text] : step.state) state.push_back({texts(name), texts(text)});
  Json actions = Json::array();
  for (const ActionRow& action : step.actions)
    actions.push_back({texts(action.text), texts(action.outcome)});
  Json transfers = Json::array();
  for (const TransferRow& transfer : step.transfers)
    transfers.push_back(transfer_data(transfer, texts));
  Json all =
      Json::array({texts(step.outcome), std::move(notes), std::move(state), std::move(actions),
                   std::move(transfers), step.more_actions, step.more_transfers});
  const auto is_empty = [](const Json& v) { return v.is_array() ? v.empty() : v == 0; };
  while (all.size() > 1 && is_empty(all.back())) all.erase(all.size() - 1);
  return all;
}

std::string status_of(const Finding& finding, const std::set<std::string>& baseline) {
  if (finding.flaky) return "flaky";
  if (finding.known_kind == "bug") return "bug";
  if (finding.explained()) return "explained";
  return baseline.contains(finding_key(finding)) ? "baseline" : "new";
}

Json finding_data(const Finding& f, std::size_t engine, Texts& texts,
                  const std::set<std::string>& baseline) {
  return {{"e", engine},
          {"k", kind_name(f.kind)},
          {"s", status_of(f, baseline)},
          {"against", texts(f.against)},
          {"rule", texts(f.rule)},
          {"level", level_name(f.level)},
          {"step", f.step},
          {"line", f.line},
          {"text", texts(f.step_text)},
          {"expected", texts(f.expected)},
          {"seen", texts(f.seen)},
          {"what", texts(f.what)},
          {"reason", texts(f.known_reason)},
          {"source", texts(f.known_source)},
          {"words", texts(f.signature())}};
}

// The rows of one script, by engine.
Json script_data(const std::vector<const Row*>& rows, const std::vector<EngineTally>& engines,
                 Texts& texts, const HtmlOptions& options) {
  const Row& first = *rows.front();
  // A crash ends a trace early, so the steps are those of the longest.
  const Row& longest = **std::max_element(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
    return a->steps.size() < b->steps.size();
  });
  Json script{{"path", first.script},
              {"topic", first.topic},
              {"title", longest.title},
              {"cites", longest.cites},
              {"seed", longest.seed}};
  Json& steps = script["steps"] = Json::array();
  for (const StepRow& step : longest.steps)
    steps.push_back({step.line, texts(step.text), texts(step.expected), step.value});
  Pool observations;
  Pool traces;
  Json runs = Json::array();
  Json findings = Json::array();
  for (std::size_t e = 0; e < engines.size(); ++e) {
    const auto it = std::find_if(rows.begin(), rows.end(),
                                 [&](const Row* row) { return row->engine == engines[e].engine; });
    if (it == rows.end()) {
      runs.push_back(nullptr);
      continue;
    }
    const Row& row = **it;
    Json trace = Json::array();
    for (const StepRow& step : row.steps) trace.push_back(observations(observation(step, texts)));
    Json run{{"g", row.group}, {"t", traces(std::move(trace))}};
    if (row.odd_one_out) run["odd"] = true;
    if (row.unsupported > 0) run["u"] = row.unsupported;
    if (row.wholly_unsupported()) run["skip"] = true;
    if (!row.fault.empty()) run["fault"] = row.fault;
    runs.push_back(std::move(run));
    for (const Finding& finding : row.findings)
      findings.push_back(finding_data(finding, e, texts, options.baseline));
  }
  script["runs"] = std::move(runs);
  script["observations"] = observations.take();
  script["traces"] = traces.take();
  if (!findings.empty()) script["findings"] = std::move(findings);
  return script;
}

Json engine_data(const EngineTally& e) {
  return {{"engine", e.engine},
          {"name", e.identity.name},
          {"family", e.identity.family},
          {"version", e.identity.version},
          {"library", e.identity.library},
          {"semantics", e.identity.semantics},
          {"capabilities", e.identity.capabilities},
          {"scripts", e.scripts},
          {"agree", e.agree},
          {"explained", e.differences},
          {"bugs", e.bugs},
          {"new", e.fresh},
          {"flaky", e.flaky},
          {"unsupported", e.unsupported},
          {"faults", e.faults}};
}

Json rules_data(const std::vector<Row>& rows, const Tally& t) {
  std::map<std::string, std::map<std::string, std::size_t>> by_engine;
  for (const Row& row : rows)
    for (const auto& [id, count] : row.rule_counts) by_engine[id][row.engine] += count;
  Json all = Json::array();
  for (const auto& [id, total] : t.rule_counts) {
    const Rule* rule = find_rule(id);  // null: of another version of Parallax
    Json counts = Json::array();
    for (const EngineTally& e : t.engines) counts.push_back(by_engine[id][e.engine]);
    all.push_back({{"id", id},
                   {"sentence", rule == nullptr ? "" : rule->sentence},
                   {"source", rule == nullptr ? "" : rule->source},
                   {"advice", rule == nullptr ? "" : rule->advice},
                   {"total", total},
                   {"counts", std::move(counts)}});
  }
  return all;
}

}  // namespace

Json page_data(const std::vector<Row>& rows, const HtmlOptions& options) {
  const Tally t = tally(rows, options.baseline);
  Texts texts;
  texts("");  // number 0
  Json page;
  page["parallax"] = rows.empty() ? "" : rows.front().parallax;
  page["level"] = rows.empty() ? "" : rows.front().level;
  page["reference"] = rows.empty() ? "" : rows.front().reference;
  page["notes"] = options.notes;
  Json peers = Json::array();
  for (const Row& row : rows) {
    if (row.peer.name.empty()) continue;
    const std::string peer = row.peer.name + ", " + row.peer.library;
    if (std::find(peers.begin(), peers.end(), peer) == peers.end()) peers.push_back(peer);
  }
  page["peers"] = std::move(peers);
  Json& engines = page["engines"] = Json::array();
  for (const EngineTally& e : t.engines) engines.push_back(engine_data(e));
  page["rules"] = rules_data(rows, t);
  std::map<std::string_view, std::vector<const Row*>> scripts;
  for (const Row& row : rows) scripts[row.script].push_back(&row);
  Json& all = page["scripts"] = Json::array();
  for (const auto& [path, of_script] : scripts)
    all.push_back(script_data(of_script, t.engines, texts, options));
  page["texts"] = texts.all();
  return page;
}

}  // namespace parallax
