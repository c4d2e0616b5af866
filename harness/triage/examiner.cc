#include "harness/triage/examiner.h"

#include <algorithm>

#include "harness/campaign/campaign.h"
#include "harness/campaign/unexplained.h"
#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

constexpr Variant kVariants[] = {Variant::kBlind, Variant::kRecut, Variant::kBeside,
                                 Variant::kAfter};

}  // namespace

tl::expected<Examiner, std::string> Examiner::make(std::vector<EngineSpec> engines,
                                                   const Installation& installation,
                                                   ExaminerOptions options) {
  Examiner examiner;
  options.reference = choose_reference(engines, options.reference);
  if (auto followed = follow_reference(&engines, options.reference, installation); !followed)
    return tl::unexpected(followed.error());
  auto peer = make_peer(installation);
  if (!peer) return tl::unexpected(peer.error());
  examiner.peer_ = std::move(*peer);
  for (const EngineSpec& engine : engines) {
    auto host = make_host(engine, installation, options.hosts);
    if (!host) return tl::unexpected(host.error());
    examiner.hosts_.push_back(std::move(*host));
  }
  examiner.engines_ = std::move(engines);
  examiner.options_ = std::move(options);
  return examiner;
}

Verdict Examiner::examine(const Script& script, const std::string& path, Depth depth,
                          Expectations* expectations, std::vector<Runs>* runs_out) {
  std::vector<Runs> all;
  for (std::size_t i = 0; i < hosts_.size(); ++i) {
    const auto run = [&](Variant variant) {
      return execute(script, path, *hosts_[i], peer_.get(),
                     {.variant = variant, .seed = options_.seed});
    };
    Runs runs;
    runs.engine = engines_[i].text;
    runs.plain = run(Variant::kPlain);
    if (depth >= Depth::kTwice) runs.again = run(Variant::kPlain);
    if (depth == Depth::kAll) {
      for (const Variant variant : kVariants) runs.variants.emplace(variant, run(variant));
    }
    all.push_back(std::move(runs));
  }
  Verdict verdict = judge(
      script, path, all,
      {.reference = options_.reference, .level = options_.level, .beyond = runs_out != nullptr},
      expectations);
  if (runs_out != nullptr) *runs_out = std::move(all);
  return verdict;
}

std::vector<Trace> Examiner::traces(const Script& script, const std::string& path) {
  std::vector<Trace> all;
  all.reserve(hosts_.size());
  for (const auto& host : hosts_)
    all.push_back(execute(script, path, *host, peer_.get(), {.seed = options_.seed}));
  return all;
}

std::vector<const Finding*> news_of(const Verdict& verdict) {
  std::vector<const Finding*> news;
  for (const Finding& finding : verdict.findings) {
    if (!finding.explained() && !finding.flaky) news.push_back(&finding);
  }
  return news;
}

std::vector<std::string> signatures_of(Examiner& examiner, const Script& script,
                                       const std::string& path, Expectations* expectations) {
  std::vector<Runs> runs;
  const Verdict beyond = examiner.examine(script, path, Depth::kAll, expectations, &runs);
  const Verdict verdict = examiner.examine(script, path, Depth::kAll, expectations);
  std::vector<std::string> signatures;
  for (const auto& findings : {unexplained(script, beyond, runs), news_of(verdict)}) {
    for (const Finding* finding : findings)
      if (!finding->flaky) signatures.push_back(finding->signature());
  }
  return signatures;
}

std::optional<Sought> seek(Examiner& examiner, const Script& script, const std::string& path,
                           const std::string& signature, Expectations* expectations) {
  for (const Depth depth : {Depth::kOnce, Depth::kTwice, Depth::kAll}) {
    for (const bool independent : {true, false}) {
      const Sought sought{signature, depth, independent};
      if (shows(examiner, script, path, sought, expectations)) return sought;
    }
  }
  return std::nullopt;
}

bool shows(Examiner& examiner, const Script& script, const std::string& path, const Sought& sought,
           Expectations* expectations) {
  std::vector<Runs> runs;
  const Verdict verdict = examiner.examine(script, path, sought.depth, expectations,
                                           sought.independent ? &runs : nullptr);
  return is_among(sought, script, verdict, runs);
}

bool is_among(const Sought& sought, const Script& script, const Verdict& verdict,
              const std::vector<Runs>& runs) {
  const auto found = sought.independent ? unexplained(script, verdict, runs) : news_of(verdict);
  return std::any_of(found.begin(), found.end(), [&](const Finding* finding) {
    return !finding->flaky && finding->signature() == sought.signature;
  });
}

}  // namespace parallax
