#include "harness/learn/teacher.h"

#include <algorithm>
#include <thread>

namespace parallax::learn {

namespace {
// Words between two calls of Limits::progress: a line on a terminal is cheaper than this many words.
constexpr std::size_t kProgressEvery = 64;

bool begins_with(const Word& word, const Word& beginning) {
  return word.size() >= beginning.size() &&
         std::equal(beginning.begin(), beginning.end(), word.begin());
}

// Each once, without those that a longer one answers; ascending.
std::vector<Word> needed(std::vector<Word> words) {
  std::sort(words.rbegin(), words.rend());  // what a word is the beginning of comes right before it
  words.erase(std::unique(words.begin(), words.end(), begins_with), words.end());
  std::reverse(words.begin(), words.end());
  return words;
}
}  // namespace

std::optional<Trouble::Kind> Teacher::limit() const {
  if (limits_.stop != nullptr && *limits_.stop) return Trouble::Kind::kStopped;
  if (limits_.queries != 0 && queries_ >= limits_.queries) return Trouble::Kind::kQueries;
  if (limits_.seconds.count() > 0 && std::chrono::steady_clock::now() - began_ > limits_.seconds)
    return Trouble::Kind::kTime;
  return std::nullopt;
}

tl::expected<Answers, Trouble> Teacher::ask(const Word& word) {
  if (auto answers = known_.find(word)) {
    ++spared_;
    return std::move(*answers);
  }
  if (const auto reached = limit()) return tl::unexpected(Trouble{.kind = *reached});
  return learn(word, oracles_[0]->ask(word));
}

tl::expected<void, Trouble> Teacher::foresee(const std::vector<Word>& words) {
  std::vector<Word> fresh;
  std::copy_if(words.begin(), words.end(), std::back_inserter(fresh),
               [&](const Word& word) { return !known_.find(word); });
  spared_ += words.size() - fresh.size();
  fresh = needed(std::move(fresh));
  if (limits_.queries != 0) {
    const std::size_t left = limits_.queries - std::min(limits_.queries, queries_);
    fresh.resize(std::min(fresh.size(), left));
  }
  for (std::size_t done = 0; done < fresh.size(); done += kProgressEvery) {
    const std::size_t size = std::min(kProgressEvery, fresh.size() - done);
    if (auto asked = ask_all(std::span(fresh).subspan(done, size)); !asked) return asked;
  }
  return {};
}

tl::expected<void, Trouble> Teacher::ask_all(std::span<const Word> fresh) {
  std::vector<std::optional<Answered>> answers(fresh.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&](Oracle* oracle) {
    for (std::size_t i = next++; i < fresh.size() && !limit(); i = next++)
      answers[i] = oracle->ask(fresh[i]);
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(oracles_.size(), fresh.size()); ++i)
      others.emplace_back(work, oracles_[i]);
    work(oracles_[0]);
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    std::optional<Answered>& answer = answers[i];
    if (!answer) continue;
    if (auto learned = learn(fresh[i], std::move(*answer)); !learned)
      return tl::unexpected(std::move(learned.error()));
  }
  return {};
}

tl::expected<Answers, Trouble> Teacher::learn(const Word& word, Answered answers) {
  if (!answers)
    return tl::unexpected(
        Trouble{.kind = Trouble::Kind::kFault, .word = word, .text = answers.error()});
  ++queries_;
  symbols_ += word.size();
  if (limits_.progress && queries_ % kProgressEvery == 0) limits_.progress(queries_, symbols_);
  if (const auto place = known_.insert(word, *answers)) {
    const Word prefix(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(*place));
    answers->resize(*place);
    return tl::unexpected(Trouble{.kind = Trouble::Kind::kNondeterministic,
                                  .word = prefix,
                                  .first = known_.find(prefix).value_or(Answers()),
                                  .second = std::move(*answers)});
  }
  return std::move(*answers);
}

}  // namespace parallax::learn
