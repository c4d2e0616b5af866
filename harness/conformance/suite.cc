#include "harness/conformance/suite.h"

#include <algorithm>
#include <chrono>
#include <latch>
#include <mutex>
#include <thread>

#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

// Python's documentation names classes of exceptions; the RFCs know refusals only.
bool exactly(const CorpusScript& script) {
  return std::any_of(
      script.sentences.begin(), script.sentences.end(),
      [](const Sentence* sentence) { return sentence->source.starts_with("Python"); });
}

class Worker {
 public:
  std::string start(const SuitePlan& plan, const Installation& installation) {
    seed_ = plan.seed;
    auto peer = make_peer(installation);
    if (!peer) return peer.error();
    peer_ = std::move(*peer);
    for (const EngineSpec& engine : plan.engines) {
      auto host = make_host(engine, installation, plan.hosts);
      if (!host) return host.error();
      hosts_.push_back(std::move(*host));
    }
    return {};
  }

  std::vector<SentenceVerdict> run(const CorpusScript& script) {
    std::vector<SentenceVerdict> verdicts;
    for (const auto& host : hosts_) {
      SentenceVerdict verdict = once(script, *host);
      if (verdict.mark != Mark::kStrictly) {
        SentenceVerdict again = once(script, *host);
        if (again.mark != verdict.mark) {
          verdict.mark = Mark::kFailed;
          verdict.seen = "not the same twice: " + verdict.seen + "; then " +
                         (again.seen.empty() ? "as written" : again.seen);
        }
      }
      verdicts.push_back(std::move(verdict));
    }
    return verdicts;
  }

  std::vector<Identity> identities() const {
    std::vector<Identity> all;
    all.reserve(hosts_.size());
    for (const auto& host : hosts_) all.push_back(host->identity());
    return all;
  }

 private:
  SentenceVerdict once(const CorpusScript& script, Host& host) {
    // Nothing is asked of states here, so nothing looks at them.
    const Trace trace = execute(script.script, script.name, host, peer_.get(),
                                {.variant = Variant::kBlind, .seed = seed_});
    return judge_sentence(script.script, trace, exactly(script));
  }

  std::uint64_t seed_ = 1;
  std::unique_ptr<Host> peer_;
  std::vector<std::unique_ptr<Host>> hosts_;
};

// Whether every row with all of `choices` failed, and there is one.
bool always_fails(const std::vector<std::vector<Choice>>& rows, const std::vector<bool>& failed,
                  const std::vector<Choice>& choices) {
  bool any = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool holds = std::all_of(choices.begin(), choices.end(), [&](const Choice& choice) {
      return std::find(rows[i].begin(), rows[i].end(), choice) != rows[i].end();
    });
    if (holds && !failed[i]) return false;
    any |= holds;
  }
  return any;
}

}  // namespace

tl::expected<SuiteResult, std::string> run_suite(const std::vector<CorpusScript>& scripts,
                                                 const SuitePlan& plan,
                                                 const Installation& installation,
                                                 const std::atomic<bool>& stop,
                                                 const std::function<void()>& done) {
  SuiteResult result;
  const SentenceVerdict not_run{Mark::kUnsupported, "", "", "not run", 0};
  result.verdicts.assign(scripts.size(), std::vector(plan.engines.size(), not_run));
  const unsigned jobs = std::max(plan.jobs, 1U);
  std::mutex mutex;
  std::string fault;
  std::atomic<std::size_t> next{0};
  std::latch started(jobs + 1);
  const auto work = [&](unsigned number) {
    Worker worker;
    std::string trouble = worker.start(plan, installation);
    {
      const std::lock_guard lock(mutex);
      if (!trouble.empty()) fault = trouble;
      if (number == 0) result.identities = worker.identities();
    }
    started.arrive_and_wait();
    if (!trouble.empty()) return;
    for (std::size_t i = next++; i < scripts.size() && !stop; i = next++) {
      result.verdicts[i] = worker.run(scripts[i]);
      if (!done) continue;
      const std::lock_guard lock(mutex);
      done();
    }
  };
  std::vector<std::thread> workers;
  workers.reserve(jobs);
  for (unsigned i = 0; i < jobs; ++i) workers.emplace_back(work, i);
  started.arrive_and_wait();
  const auto start = std::chrono::steady_clock::now();
  for (std::thread& worker : workers) worker.join();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!fault.empty()) return tl::unexpected(fault);
  return result;
}

std::string blame(const std::vector<std::vector<Choice>>& rows, const std::vector<bool>& failed) {
  if (rows.empty() || std::find(failed.begin(), failed.end(), true) == failed.end()) return {};
  if (std::find(failed.begin(), failed.end(), false) == failed.end()) return "every row";
  std::string text;
  std::vector<bool> open = failed;  // failures that nothing explains yet
  const auto close = [&](const std::vector<Choice>& choices, const std::string& words) {
    bool useful = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool holds = std::all_of(choices.begin(), choices.end(), [&](const Choice& choice) {
        return std::find(rows[i].begin(), rows[i].end(), choice) != rows[i].end();
      });
      useful |= holds && open[i];
      if (holds) open[i] = false;
    }
    if (useful) text += (text.empty() ? "" : "; ") + words;
  };
  const auto word = [](const Choice& choice) { return choice.first + "=" + choice.second; };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const Choice& one : rows[i]) {
      if (open[i] && always_fails(rows, failed, {one})) close({one}, word(one));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t a = 0; a < rows[i].size(); ++a) {
      for (std::size_t b = a + 1; b < rows[i].size() && open[i]; ++b) {
        const std::vector<Choice> two = {rows[i][a], rows[i][b]};
        if (always_fails(rows, failed, two)) close(two, word(two[0]) + " with " + word(two[1]));
      }
    }
  }
  return text;
}

}  // namespace parallax
