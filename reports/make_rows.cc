#include "reports/make_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "harness/compare/rules.h"
#include "harness/contract/state.h"
#include "harness/run/wire_view.h"
#include "harness/wire/describe.h"

namespace parallax {
namespace {

// Octets in outcomes longer than this are given by length and SHA-256 (docs/language.md).
constexpr std::size_t kBytesLimit = 4096;
// A longer text of a step is cut: a script that writes 1 MiB would otherwise be in every row.
constexpr std::size_t kStepTextLimit = 4096;
// A step that carries 1 MiB octet by octet has a million operations; a row keeps the first of them.
constexpr std::size_t kMaxActions = 100;
constexpr std::size_t kMaxTransfers = 100;
constexpr std::size_t kMaxRecords = 40;
constexpr std::size_t kShortDigest = 16;

std::string short_digest(const std::string& octets) {
  return octets.empty() ? "" : digest_of(octets).sha256.substr(0, kShortDigest);
}

std::string cut(std::string text, std::size_t limit) {
  if (text.size() <= limit) return text;
  const std::size_t whole = text.size();
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  text.resize(limit);
  return text + fmt::format("… ({} characters)", whole);
}

std::string_view value_name(ValueClass value) {
  switch (value) {
    case ValueClass::kData:
      return "data";
    case ValueClass::kState:
      return "state";
    case ValueClass::kWire:
      return "wire";
  }
  return "data";
}

// The transfer at one point of a run, or null if the run had none there.
const Transfer* transfer_at(const Trace& trace, std::size_t entry, std::size_t index) {
  if (entry >= trace.entries.size() || index >= trace.entries[entry].transfers.size())
    return nullptr;
  return &trace.entries[entry].transfers[index];
}

bool is_identical(const std::vector<Runs>& runs, std::size_t entry, std::size_t index) {
  const Transfer* first = nullptr;
  for (const Runs& run : runs) {
    const Transfer* transfer = transfer_at(run.plain, entry, index);
    if (transfer == nullptr) return false;
    if (first == nullptr) first = transfer;
    const bool read = transfer->to.empty();
    if (transfer->to != first->to) return false;
    if ((read ? transfer->sent : transfer->delivered) != (read ? first->sent : first->delivered))
      return false;
  }
  return true;
}

std::vector<std::string> records_of(const SeenTransfer& seen) {
  std::vector<std::string> records;
  records.reserve(seen.records.size() + 1);
  for (const wire::SeenRecord& record : seen.records) records.push_back(wire::describe(record));
  if (std::string rest = wire::describe_rest(seen.rest, seen.lost); !rest.empty())
    records.push_back(std::move(rest));
  if (records.size() > kMaxRecords) {
    const std::size_t more = records.size() - kMaxRecords;
    records.resize(kMaxRecords);
    records.push_back(fmt::format("… {} more", more));
  }
  return records;
}

// Makes the rows of one engine's steps, in order: states go on from step to step.
class StepMaker {
 public:
  StepMaker(const Script& script, const std::vector<Runs>& runs, const Trace& trace)
      : script_(script), runs_(runs), wire_(view_wire(script, trace)) {}

  StepRow make(const Entry& entry, std::size_t index) {
    StepRow row;
    row.n = entry.step;
    if (entry.step < script_.steps.size()) {
      const Step& step = script_.steps[entry.step];
      row.line = step.line;
      row.text = cut(print(step, false), kStepTextLimit);
      for (const Expected& expected : step.expected)
        row.expected += (row.expected.empty() ? "" : " | ") + print(expected);
      row.expected = cut(std::move(row.expected), kStepTextLimit);
      row.value = value_name(step_def(step.kind).value);
    }
    row.outcome = print(entry.outcome, kBytesLimit);
    row.on_subject = entry.on_subject;
    for (const Note& note : entry.outcome.notes())
      row.notes.push_back(cut(note.kind + " " + note.text, kStepTextLimit));
    for (const Look& look : entry.looks) {
      std::string text = print(look.state);
      std::string& before = states_[look.name];
      if (before == text) continue;
      before = text;
      // Of two looks at one name in a step the later counts.
      std::erase_if(row.state, [&](const auto& s) { return s.first == look.name; });
      row.state.emplace_back(look.name, std::move(text));
    }
    for (const Action& action : entry.actions) {
      if (row.actions.size() == kMaxActions) break;
      row.actions.push_back({action.text, print(action.outcome, kBytesLimit), action.on_subject});
    }
    row.more_actions = entry.actions.size() - row.actions.size();
    for (std::size_t i = 0; i < entry.transfers.size(); ++i) {
      if (i < kMaxTransfers) row.transfers.push_back(make(entry.transfers[i], index, i));
    }
    row.more_transfers = entry.transfers.size() - row.transfers.size();
    return row;
  }

 private:
  TransferRow make(const Transfer& transfer, std::size_t entry, std::size_t index) {
    TransferRow row;
    row.records = records_of(wire_[entry][index]);
    row.from = transfer.from;
    row.to = transfer.to;
    row.octets = transfer.sent.size();
    row.sha256 = short_digest(transfer.sent);
    if (!transfer.to.empty()) {
      row.delivered = transfer.delivered.size();
      if (transfer.delivered != transfer.sent)
        row.delivered_sha256 = short_digest(transfer.delivered);
    }
    row.from_subject = transfer.from_subject;
    row.to_subject = transfer.to_subject;
    row.identical = is_identical(runs_, entry, index);
    return row;
  }

  const Script& script_;
  const std::vector<Runs>& runs_;
  std::map<std::string, std::string> states_;
  WireView wire_;
};

void take_seed(const Script& script, Row* row) {
  for (const Step& step : script.steps) {
    if (step.kind != StepKind::kSeed || step.arguments.empty()) continue;
    const auto* seed = step.arguments.front().value.as<std::int64_t>();
    if (seed == nullptr) continue;
    row->seed = static_cast<std::uint64_t>(*seed);
    row->own_seed = true;
    return;
  }
}

void place_in_group(const Verdict& verdict, Row* row) {
  for (std::size_t i = 0; i < verdict.groups.size(); ++i) {
    const std::vector<std::string>& engines = verdict.groups[i].engines;
    if (std::find(engines.begin(), engines.end(), row->engine) == engines.end()) continue;
    row->group = i;
    row->odd_one_out = verdict.groups[i].odd_one_out;
  }
}

}  // namespace

std::string topic_of(const std::string& path, const Script& script) {
  if (const std::vector<std::string> topics = script.notes("topic"); !topics.empty())
    return topics.front();
  const std::size_t end = path.rfind('/');
  if (end == std::string::npos) return "";
  const std::size_t begin = end == 0 ? std::string::npos : path.rfind('/', end - 1);
  return begin == std::string::npos ? path.substr(0, end) : path.substr(begin + 1, end - begin - 1);
}

std::vector<Row> make_rows(const std::string& path, const Script& script,
                           const std::vector<Runs>& runs, const Verdict& verdict,
                           const RunSettings& settings) {
  std::vector<Row> rows;
  for (const Runs& run : runs) {
    Row row;
    row.parallax = settings.parallax;
    row.script = path;
    row.topic = topic_of(path, script);
    row.title = script.title();
    row.cites = script.notes("cite");
    row.engine = run.engine;
    row.identity = run.plain.engine;
    row.peer = run.plain.peer;
    row.seed = settings.seed;
    take_seed(script, &row);
    row.level = settings.level;
    row.reference = settings.reference;
    StepMaker maker(script, runs, run.plain);
    for (std::size_t i = 0; i < run.plain.entries.size(); ++i) {
      const Entry& entry = run.plain.entries[i];
      row.steps.push_back(maker.make(entry, i));
      if (entry.on_subject && entry.outcome.is_unsupported()) ++row.unsupported;
    }
    for (const Finding& finding : verdict.findings)
      if (finding.engine == run.engine) row.findings.push_back(finding);
    place_in_group(verdict, &row);
    // The verdict counts over all engines; a row says it of its own.
    check_rules(script, run, &row.rule_counts);
    row.milliseconds = run.plain.milliseconds;
    rows.push_back(std::move(row));
  }
  return rows;
}

Row fault_row(const std::string& path, const std::string& engine, const std::string& why,
              const RunSettings& settings) {
  Row row;
  row.parallax = settings.parallax;
  row.script = path;
  row.topic = topic_of(path, Script{});
  row.engine = engine;
  row.identity.name = engine;
  row.seed = settings.seed;
  row.level = settings.level;
  row.reference = settings.reference;
  row.fault = why;
  return row;
}

}  // namespace parallax
