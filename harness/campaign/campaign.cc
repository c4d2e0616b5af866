#include "harness/campaign/campaign.h"

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

constexpr Variant kVariants[] = {Variant::kBlind, Variant::kRecut, Variant::kBeside,
                                 Variant::kAfter};

// What the harness itself must be able to do: nothing here depends on a subject.
constexpr std::string_view kCanary = R"(object a server
peer p client
pump a p -> ok
p.write b"canary" -> ok 6
move p a
a.read -> ok b"canary"
)";

// What makes a finding the same in two sets of runs.
// What was seen is no part of it: randomness that escapes the seed differs at every run.
using FindingKey = std::tuple<std::string, std::string, std::size_t>;
FindingKey key_of(const Finding& f) { return {f.engine, f.rule, f.step}; }

class Worker {
 public:
  Worker(const Plan& plan, const Installation& installation)
      : plan_(plan), installation_(installation) {}

  // Starts peer and engines. Returns the harness's fault, or nothing.
  std::string start() {
    auto peer = make_peer(installation_);
    if (!peer) return peer.error();
    peer_ = std::move(*peer);
    if (std::string fault = canary(); !fault.empty()) return fault;
    for (const EngineSpec& engine : plan_.engines) {
      auto host = make_host(engine, installation_, plan_.hosts);
      if (!host) return host.error();
      hosts_.push_back(std::move(*host));
    }
    return {};
  }

  // The peer's library as its own subject: if this fails, it is not the engines that are broken.
  std::string canary() {
    auto subject = make_peer(installation_);
    if (!subject) return subject.error();
    const auto script = parse(kCanary, "canary");
    if (!script) return print(script.error());
    const Trace trace = execute(*script, "canary", **subject, peer_.get());
    for (const Entry& entry : trace.entries) {
      const Step& step = script->steps[entry.step];
      if (!step.expected.empty() && !matches(step.expected[0], entry.outcome)) {
        return fmt::format("the canary failed at `{}`: {}; the harness is at fault, not an engine",
                           print(step), print(entry.outcome));
      }
    }
    return {};
  }

  ScriptResult run(const std::string& path, Expectations* expectations) {
    ScriptResult result;
    result.path = path;
    auto script = load_script(path);
    if (!script) {
      result.fault = script.error();
      return result;
    }
    result.script = std::move(*script);
    result.runs = run_all(result.script, path);
    result.verdict = judge(result.script, path, result.runs, plan_.judging, expectations);
    if (has_news(result.verdict)) confirm(&result, *expectations);
    return result;
  }

 private:
  static bool has_news(const Verdict& verdict) {
    for (const Finding& finding : verdict.findings) {
      if (!finding.explained() && !finding.flaky) return true;
    }
    return false;
  }

  std::vector<Runs> run_all(const Script& script, const std::string& path) {
    std::vector<Runs> all;
    for (std::size_t i = 0; i < hosts_.size(); ++i) {
      Host& host = *hosts_[i];
      const auto run = [&](Variant variant) {
        return execute(script, path, host, peer_.get(), {.variant = variant, .seed = plan_.seed});
      };
      Runs runs;
      runs.engine = plan_.engines[i].text;
      runs.plain = run(Variant::kPlain);
      runs.again = run(Variant::kPlain);
      if (plan_.variants) {
        for (const Variant variant : kVariants) runs.variants.emplace(variant, run(variant));
      }
      all.push_back(std::move(runs));
    }
    return all;
  }

  // Runs everything once more; a finding that does not come back is flaky.
  // `expectations` by value: explained differences let the comparison go on here as they did before, and
  // are counted once.
  void confirm(ScriptResult* result, Expectations expectations) {
    const Verdict second =
        judge(result->script, result->path, run_all(result->script, result->path), plan_.judging,
              &expectations);
    std::set<FindingKey> seen;
    for (const Finding& finding : second.findings) seen.insert(key_of(finding));
    for (Finding& finding : result->verdict.findings)
      finding.flaky |= !seen.contains(key_of(finding));
  }

  const Plan& plan_;
  const Installation& installation_;
  std::unique_ptr<Host> peer_;
  std::vector<std::unique_ptr<Host>> hosts_;
};

// What the workers share: the next script, and the results that wait for their turn.
class Board {
 public:
  Board(const Plan& plan, const ResultSink& sink, const std::atomic<bool>& stop)
      : plan_(plan), sink_(sink), stop_(stop) {}

  // The next script's index; the number of scripts when there is none.
  std::size_t next() {
    const std::lock_guard lock(mutex_);
    if (stop_ || stopped_) return plan_.scripts.size();
    return next_ < plan_.scripts.size() ? next_++ : plan_.scripts.size();
  }

  void finish(std::size_t index, ScriptResult result) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(result));
    for (auto it = waiting_.begin(); it != waiting_.end() && it->first == handed_out_;
         it = waiting_.erase(it)) {
      ++handed_out_;
      if (!stopped_ && !sink_(it->second)) stopped_ = true;
    }
  }

  void fault(std::string why) {
    const std::lock_guard lock(mutex_);
    if (fault_.empty()) fault_ = std::move(why);
    stopped_ = true;
  }

  CampaignEnd end() {
    const std::lock_guard lock(mutex_);
    return {fault_, (stop_ || stopped_) && handed_out_ < plan_.scripts.size()};
  }

 private:
  const Plan& plan_;
  const ResultSink& sink_;
  const std::atomic<bool>& stop_;
  std::mutex mutex_;
  std::size_t next_ = 0, handed_out_ = 0;
  bool stopped_ = false;
  std::string fault_;
  std::map<std::size_t, ScriptResult> waiting_;
};

void work(const Plan& plan, const Installation& installation, Board& board,
          Expectations* expectations) {
  Worker worker(plan, installation);
  if (std::string fault = worker.start(); !fault.empty()) return board.fault(std::move(fault));
  for (std::size_t i = board.next(); i < plan.scripts.size(); i = board.next()) {
    board.finish(i, worker.run(plan.scripts[i], expectations));
  }
  if (std::string fault = worker.canary(); !fault.empty()) board.fault(std::move(fault));
}

}  // namespace

CampaignEnd run_campaign(const Plan& plan, const Installation& installation,
                         Expectations* expectations, const ResultSink& sink,
                         const std::atomic<bool>& stop) {
  Board board(plan, sink, stop);
  // Each worker marks its own copy of the expectations; the marks are joined at the end.
  std::vector<Expectations> copies(std::max(plan.jobs, 1U), *expectations);
  std::vector<std::thread> workers;
  workers.reserve(copies.size());
  for (Expectations& copy : copies) {
    workers.emplace_back(
        [&plan, &installation, &board, &copy] { work(plan, installation, board, &copy); });
  }
  for (std::thread& worker : workers) worker.join();
  for (const Expectations& copy : copies) expectations->merge(copy);
  return board.end();
}

}  // namespace parallax
