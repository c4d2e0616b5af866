#include "harness/compare/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

#include "harness/contract/capabilities.h"

namespace parallax {
namespace {

bool deterministic(const Identity& engine) {
  const auto& words = engine.capabilities;
  return std::find(words.begin(), words.end(), capability::kDeterministic) != words.end();
}

const Runs* choose_reference(const std::vector<Runs>& runs, const std::string& asked) {
  const auto find = [&](auto is) -> const Runs* {
    const auto it = std::find_if(runs.begin(), runs.end(), is);
    return it == runs.end() ? nullptr : &*it;
  };
  if (!asked.empty()) return find([&](const Runs& r) { return r.engine == asked; });
  const Runs* python = find([](const Runs& r) { return r.plain.engine.name == "python"; });
  return python != nullptr ? python : (runs.empty() ? nullptr : &runs.front());
}

// The steps of one engine whose outcome means something: up to the first that others depend on and
// that the engine cannot do.
std::size_t meaningful(const Script& script, const Trace& trace) {
  std::size_t n = 0;
  for (const Entry& entry : trace.entries) {
    if (entry.outcome.is_unsupported() && !only_asks(script.steps[entry.step].kind)) break;
    ++n;
  }
  return n;
}

class Judge {
 public:
  Judge(const Script& script, const std::string& path, const std::vector<Runs>& runs,
        const JudgeOptions& options, Expectations* expectations)
      : script_(script), path_(path), runs_(runs), options_(options), expectations_(expectations) {}

  Verdict run() {
    if (options_.counts)
      for (const Rule& rule : rules()) verdict_.rule_counts.emplace(rule.id, 0);
    const Runs* reference = choose_reference(runs_, options_.reference);
    const ObserveOptions observing{.finest = finest_level(reference)};
    // Reading and opening what went over the wire is half of a judgement: once a trace, for all who ask, and not where nobody
    // does.
    static const WireView kNothing;
    std::vector<LazyView> views;
    for (const Runs& r : runs_) {
      const LazyView& view = views.emplace_back(script_, r.plain);
      const bool told = observing.finest >= Level::kAlert;
      seen_.push_back(observe(script_, r.plain, told ? view.get().wire : kNothing, observing));
    }
    for (const Runs& r : runs_) {
      const bool compared = reference != nullptr && reference != &r;
      sides_.reset();
      reference_ = compared ? reference : nullptr;
      if (expectations_ != nullptr && options_.counts) expectations_->cover(path_, sides_of(r));
      if (options_.counts) count_unsupported(r);
      judge_by_rules(r, views[index(r)]);
      judge_by_script(r);
      if (compared) judge_by_reference(*reference, r);
    }
    verdict_.groups = group(runs_, seen_);
    std::sort(verdict_.findings.begin(), verdict_.findings.end(),
              [](const Finding& x, const Finding& y) {
                return std::tie(x.step, x.engine, x.kind, x.rule) <
                       std::tie(y.step, y.engine, y.kind, y.rule);
              });
    return std::move(verdict_);
  }

 private:
  Level limit_of(const Runs& reference, const Runs& r) const {
    return std::min(options_.level, kinship(reference.plain.engine, r.plain.engine));
  }
  // Many names: made for those who have something to say.
  const Sides& sides_of(const Runs& r) {
    if (!sides_) {
      sides_ = {names_of(r),
                reference_ != nullptr ? names_of(*reference_) : std::vector<std::string>(),
                reference_ != nullptr ? limit_of(*reference_, r) : options_.level};
    }
    return *sides_;
  }
  // The finest level at which anyone is compared; groups are made at kClass.
  Level finest_level(const Runs* reference) const {
    Level finest = Level::kClass;
    for (const Runs& r : runs_) {
      if (reference != nullptr && reference != &r)
        finest = std::max(finest, limit_of(*reference, r));
    }
    return finest;
  }
  std::size_t index(const Runs& r) const { return static_cast<std::size_t>(&r - runs_.data()); }

  void count_unsupported(const Runs& r) {
    for (const Entry& entry : r.plain.entries)
      verdict_.unsupported += entry.outcome.is_unsupported() ? 1 : 0;
  }

  // Fills in where the finding is; returns what explains it.
  const Expectation* place(Finding& finding, const Runs& r) {
    finding.script = path_;
    finding.engine = r.engine;
    if (finding.step < script_.steps.size()) {
      finding.line = script_.steps[finding.step].line;
      finding.step_text = print(script_.steps[finding.step], false);
    }
    const std::span<const Step> steps(script_.steps);
    const Expectation* known =
        expectations_ == nullptr
            ? nullptr
            : expectations_->match(finding, sides_of(r),
                                   steps.first(std::min(finding.step, steps.size())));
    if (known != nullptr) {
      finding.known_kind = known->kind;
      finding.known_reason = known->reason;
      finding.known_source = known->source;
    }
    return known;
  }

  void judge_by_rules(const Runs& r, const LazyView& view) {
    for (Finding& finding :
         check_rules(script_, r, view, options_.counts ? &verdict_.rule_counts : nullptr)) {
      place(finding, r);
      verdict_.findings.push_back(std::move(finding));
    }
  }

  void judge_by_script(const Runs& r) {
    const std::size_t end = meaningful(script_, r.plain);
    for (std::size_t i = 0; i < end; ++i) {
      const Entry& entry = r.plain.entries[i];
      const Step& step = script_.steps[entry.step];
      if (entry.outcome.is_unsupported() || met(step, entry.outcome)) continue;
      Finding finding;
      finding.kind = Finding::Kind::kExpected;
      finding.rule = "expected";
      finding.step = entry.step;
      finding.level = level_of(step, entry.outcome);
      for (const Expected& expected : step.expected) {
        finding.expected += (finding.expected.empty() ? "" : " | ") + print(expected);
      }
      finding.seen = print(entry.outcome, kShownOctets);
      finding.what = "the outcome is not what the script expects";
      finding.flaky = !r.again.entries.empty() && i < r.again.entries.size() &&
                      met(step, r.again.entries[i].outcome);
      place(finding, r);
      verdict_.findings.push_back(std::move(finding));
    }
  }

  static bool met(const Step& step, const Outcome& outcome) {
    return step.expected.empty() ||
           std::any_of(step.expected.begin(), step.expected.end(),
                       [&](const Expected& e) { return matches(e, outcome); });
  }

  // How far the outcome is from the nearest of those expected.
  static Level level_of(const Step& step, const Outcome& outcome) {
    Level level = Level::kAccept;
    for (const Expected& e : step.expected) {
      if (e.outcome.kind() != outcome.kind()) continue;
      level = std::max(level, Level::kClass);
      if (outcome.is_raised(e.outcome.error().type)) level = Level::kReason;
    }
    return level;
  }

  void judge_by_reference(const Runs& reference, const Runs& r) {
    Level limit = limit_of(reference, r);
    const auto &theirs = seen_[index(reference)], &own = seen_[index(r)];
    std::set<const Expectation*> named;
    std::size_t from = 0;
    while (const auto difference = first_difference(theirs, own, limit, from)) {
      Finding finding;
      finding.kind = Finding::Kind::kDifference;
      finding.against = reference.engine;
      finding.rule = "reference";
      finding.level = difference->level;
      const Trace& longer = difference->entry < r.plain.entries.size() ? r.plain : reference.plain;
      finding.step = longer.entries[difference->entry].step;
      finding.expected = difference->left;
      finding.seen = difference->right;
      if (difference->level <= Level::kClass)
        finding.errors = errors_of(theirs, own, difference->entry);
      finding.what = fmt::format("{} and {} part at level {}", r.engine, reference.engine,
                                 level_name(difference->level));
      finding.flaky = !came_back(reference, r, *difference);
      const Expectation* known = place(finding, r);
      const bool flaky = finding.flaky;
      if (known == nullptr || options_.beyond || named.insert(known).second)
        verdict_.findings.push_back(std::move(finding));
      if (known == nullptr && !flaky && !options_.beyond) return;
      from = difference->entry + 1;
      const auto level = static_cast<int>(difference->level);
      // Where state or octets part they stay apart; outcomes are new each time.
      limit =
          difference->level >= Level::kState ? static_cast<Level>(level - 1) : difference->level;
    }
  }

  // The reasons of both sides' errors in one step.
  static std::string errors_of(const std::vector<Observation>& theirs,
                               const std::vector<Observation>& own, std::size_t entry) {
    const auto error = [entry](const std::vector<Observation>& side) {
      return entry < side.size() ? side[entry].error : std::string();
    };
    const std::string left = error(theirs), right = error(own);
    if (left.empty() && right.empty()) return {};
    return fmt::format("{} / {}", left.empty() ? "-" : left, right.empty() ? "-" : right);
  }

  // Whether the second runs differ as well, at that step and level.
  bool came_back(const Runs& reference, const Runs& r, const Difference& difference) const {
    if (reference.again.entries.empty() || r.again.entries.empty()) return true;
    const auto theirs = observe(script_, reference.again), own = observe(script_, r.again);
    const std::size_t i = difference.entry;
    if (i >= theirs.size() || i >= own.size()) return theirs.size() != own.size();
    return theirs[i].text(difference.level) != own[i].text(difference.level);
  }

  const Script& script_;
  const std::string& path_;
  const std::vector<Runs>& runs_;
  const JudgeOptions& options_;
  Expectations* expectations_;
  const Runs* reference_ = nullptr;             // of the engine under way
  std::optional<Sides> sides_;                  // the same, once asked for
  std::vector<std::vector<Observation>> seen_;  // of each engine's plain run
  Verdict verdict_;
};

}  // namespace

Level kinship(const Identity& a, const Identity& b) {
  if (a.family != b.family) return Level::kClass;
  if (a.library != b.library) return Level::kReason;
  const bool same = a.semantics == b.semantics && deterministic(a) && deterministic(b);
  return same ? Level::kBytes : Level::kMessages;
}

std::vector<std::string> names_of(const Runs& runs) {
  return names_of(runs.engine, runs.plain.engine);
}

std::vector<std::string> names_of(const std::string& asked, const Identity& engine) {
  std::vector<std::string> names = {asked, engine.name, engine.name + "/" + engine.version,
                                    "family:" + engine.family};
  if (!engine.semantics.empty()) names.push_back(engine.name + " as " + engine.semantics);
  if (!engine.library.empty()) names.push_back("on " + engine.library);
  return names;
}

Verdict judge(const Script& script, const std::string& path, const std::vector<Runs>& runs,
              const JudgeOptions& options, Expectations* expectations) {
  return Judge(script, path, runs, options, expectations).run();
}

}  // namespace parallax
