// Finding: one difference, or one broken rule, with all that is needed to explain it.
#ifndef PARALLAX_HARNESS_COMPARE_FINDING_H_
#define PARALLAX_HARNESS_COMPARE_FINDING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parallax {

// Levels of agreement, coarse to fine. Each includes those before it.
enum class Level : std::uint8_t {
  kAccept,    // went through, waits for more, or refused
  kClass,     // the class of the outcome, and application data
  kAlert,     // alerts on the wire
  kReason,    // errno, library, reason, verify code, message
  kState,     // what the contract shows between steps, names of ciphers, certificates
  kMessages,  // what was said on the wire, message by message, without what is drawn
  kBytes,     // every octet sent
};
std::string_view level_name(Level level);  // "accept", "class", …
std::optional<Level> parse_level(std::string_view word);

struct Finding {
  enum class Kind : std::uint8_t {
    kDifference,  // from the reference
    kExpected,    // from the script's own `-> outcome`
    kRule,        // a rule is broken
  };
  Kind kind = Kind::kDifference;
  std::string script;   // path, as given
  std::string engine;   // who differs
  std::string against;  // the reference; empty for kExpected and kRule
  std::string rule;     // the rule's id; "reference" and "expected" for the other kinds
  Level level = Level::kAccept;
  std::size_t step = 0;   // index into the script's steps
  int line = 0;           // of that step in the file
  std::string step_text;  // the step, without its `->`
  std::string expected;   // canonical observation of the reference, the script, or the rule
  std::string seen;       // canonical observation of `engine`
  // Of a difference at level accept or class: the libraries' reasons for the errors of both sides, "NO_SHARED_CIPHER / -".
  // Empty where neither gave one. `refused` alone would make one of all causes.
  std::string errors;
  std::string what;  // a sentence for people

  // Known to corpus/expectations: its kind, reason and source. Empty kind: unexplained.
  std::string known_kind;  // "difference" or "bug"
  std::string known_reason, known_source;

  bool flaky = false;  // did not come back on a second run; counted, never a failure

  bool explained() const { return !known_kind.empty(); }
  // Words that name the difference, without numbers, the same for the same cause: for grouping,
  // SARIF fingerprints, and `ASSERTION FAILED:` lines.
  std::string signature() const;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_FINDING_H_
