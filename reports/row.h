// Row: what one engine did with one script, as results.jsonl keeps it: one JSON object on one line.
//
// Every report is made from rows and nothing else. docs/results.md describes the format,
// docs/results.schema.json checks it. Texts are canonical: outcomes, steps and states are written
// as in scripts. Octets are not kept, only their number, a digest and the records in them.
//
// Threads: plain value types. Complexity: all linear in the row. Errors: from_json says what is
// wrong.
#ifndef PARALLAX_REPORTS_ROW_H_
#define PARALLAX_REPORTS_ROW_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "harness/compare/finding.h"
#include "harness/contract/engine.h"

namespace parallax {

// The number of the format. A reader refuses every other (docs/results.md, Compatibility).
inline constexpr int kResultsSchema = 1;

struct ActionRow {
  std::string text;     // "a.do_handshake"
  std::string outcome;  // canonical
  bool on_subject = false;
  bool operator==(const ActionRow&) const = default;
};

struct TransferRow {
  std::string from, to;  // `to` is empty when the script read the octets itself
  std::uint64_t octets = 0;
  std::string sha256;                // the first 16 digits, of what was sent
  std::uint64_t delivered = 0;       // octets that arrived, after the step's faults
  std::string delivered_sha256;      // only where other octets arrived than were sent
  std::vector<std::string> records;  // harness/wire/describe.h
  bool from_subject = false, to_subject = false;
  bool identical = false;  // the same octets arrived at the same point in all engines' runs
  bool operator==(const TransferRow&) const = default;
};

struct StepRow {
  std::size_t n = 0;  // index into the script's steps
  int line = 0;
  std::string text;      // the step without its `-> outcome`
  std::string expected;  // the script's own `-> outcome`, empty where it has none
  std::string value;     // from which level an ok value is compared: "data", "state", "wire"
  std::string outcome;
  std::vector<std::string> notes;                          // "warning …", "argument 0 …"
  std::vector<std::pair<std::string, std::string>> state;  // name and state, where it changed
  std::vector<ActionRow> actions;
  std::vector<TransferRow> transfers;
  std::size_t more_actions = 0, more_transfers = 0;  // left out (make_rows.h has the bounds)
  bool on_subject = false;
  bool operator==(const StepRow&) const = default;
};

struct Row {
  std::string parallax;  // version of the program that wrote the row
  std::string script;    // path, as given
  std::string topic, title;
  std::vector<std::string> cites;
  std::string engine;  // the name it was asked for by
  Identity identity;
  Identity peer;  // name empty when the script has none
  std::uint64_t seed = 0;
  bool own_seed = false;  // the script names its seed; otherwise it is the run's
  std::string level;      // the finest level held to
  std::string reference;  // engine name
  std::string fault;      // the harness's own failure, in a sentence; then there are no steps
  std::vector<StepRow> steps;
  std::vector<Finding> findings;
  std::size_t group = 0;     // of the engines' behaviour in this script, the biggest is 0
  bool odd_one_out = false;  // alone, where three families were heard
  std::map<std::string, std::size_t, std::less<>> rule_counts;
  std::size_t unsupported = 0;         // steps of this engine answered `unsupported`
  std::optional<double> milliseconds;  // the only field that differs between two runs

  // Whether the engine could do none of its steps.
  bool wholly_unsupported() const;
};

// Findings that fail a run: unexplained and not flaky.
bool is_new(const Finding& finding);

std::string_view kind_name(Finding::Kind kind);  // "difference", "expected", "rule"

nlohmann::ordered_json to_json(const Row& row);
tl::expected<Row, std::string> from_json(const nlohmann::ordered_json& json);

// One line, without the end of line. Octets that are not UTF-8 become U+FFFD.
std::string to_line(const Row& row);
tl::expected<Row, std::string> from_line(std::string_view line);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_ROW_H_
