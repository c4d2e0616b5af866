#include "harness/learn/teacher.h"

namespace parallax::learn {

namespace {
// Words between two calls of Limits::progress: a line on a terminal is cheaper than this many words.
constexpr std::size_t kProgressEvery = 64;
}  // namespace

tl::expected<Answers, Trouble> Teacher::ask(const Word& word) {
  if (auto answers = known_.find(word)) {
    ++spared_;
    return std::move(*answers);
  }
  if (limits_.stop != nullptr && *limits_.stop)
    return tl::unexpected(Trouble{.kind = Trouble::Kind::kStopped});
  if (limits_.queries != 0 && queries_ >= limits_.queries)
    return tl::unexpected(Trouble{.kind = Trouble::Kind::kQueries});
  if (limits_.seconds.count() > 0 && std::chrono::steady_clock::now() - began_ > limits_.seconds)
    return tl::unexpected(Trouble{.kind = Trouble::Kind::kTime});
  auto answers = oracle_.ask(word);
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
