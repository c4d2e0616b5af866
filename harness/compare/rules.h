// Rules: what must hold of every engine in every step, whoever agrees with whom.
//
// Each rule has an id, a sentence, a source and a check over the runs of one script on one engine.
// A check reports how often it was put to the test, so that a rule that never ran shows in the
// report. Adding a rule is one function (a rules_*.cc, by topic), one line in rule_checks.h, and
// one entry in the table of rules.cc.
//
// Threads: checks are pure. Complexity: each check is linear in the traces, unless it says
// otherwise.
#ifndef PARALLAX_HARNESS_COMPARE_RULES_H_
#define PARALLAX_HARNESS_COMPARE_RULES_H_

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/compare/finding.h"
#include "harness/run/dialogue.h"
#include "harness/run/executor.h"
#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax {

struct Runs;
class Story;

// What a check says: how often it looked, and what it found.
class RuleReport {
 public:
  void tested() { ++tested_; }
  // The rule is broken at `step`. `expected` and `seen` are short canonical texts; `what` a
  // sentence.
  void broken(std::size_t step, std::string expected, std::string seen, std::string what);
  // tested(), and broken() unless `holds`. The texts are made only when they are needed.
  template <typename Texts>
  void expect(bool holds, std::size_t step, Texts texts) {
    tested();
    if (holds) return;
    auto [expected, seen, what] = texts();
    broken(step, std::move(expected), std::move(seen), std::move(what));
  }
  std::size_t count() const { return tested_; }
  std::vector<Finding>& findings() { return findings_; }

 private:
  std::size_t tested_ = 0;
  std::vector<Finding> findings_;
};

// What a check looks at: one script's runs on one engine, and the plain one read as a story.
struct Case {
  const Script& script;
  const Runs& runs;
  const Story& story;
  const LazyView& view;  // of the plain run
  const Dialogue& dialogue() const { return view.get().dialogue; }
};

struct Rule {
  std::string_view id;  // "eof-only-once-drained"
  std::string_view
      sentence;  // "eof is true only when write_eof() was called and nothing is pending."
  std::string_view source;  // "Python documentation, ssl.MemoryBIO.eof"
  std::string_view advice;  // for `parallax explain`: what a breach means and what to look at
  void (*check)(const Case& c, RuleReport& report);
};

std::span<const Rule> rules();
const Rule* find_rule(std::string_view id);

using RuleCounts = std::map<std::string, std::size_t, std::less<>>;  // by id, every rule present

// All rules over one engine's runs, in the table's order; of each rule the first breach only, since
// a broken ledger stays broken. Findings have kind, rule, step, expected, seen and what; `flaky` is
// set where `runs.again` was run and does not break the rule at the same step.
std::vector<Finding> check_rules(const Script& script, const Runs& runs, RuleCounts* counts);
// The same where the plain run may have been viewed already; `counts` may be null.
std::vector<Finding> check_rules(const Script& script, const Runs& runs, const LazyView& view,
                                 RuleCounts* counts);

// docs/rules.md.
std::string rules_page();

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_RULES_H_
