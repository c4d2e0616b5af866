// Teacher: answers words, each only once.
//
// An Oracle is whatever can be asked: an engine under an alphabet (engine_oracle.h), or a machine in a test. The
// Teacher stands before it with all that was answered so far, the limits, and an eye for contradictions: an
// oracle that answers one word in two ways has no machine, and says so by name instead of being averaged.
//
// Words that are wanted whatever the answers to one another are can be asked side by side, of several oracles that
// are the same engine. What is then known does not depend on how many oracles there are.
//
// Threads: one at a time, and one for each oracle within foresee(); `stop` may be set from a signal handler.
// Errors: Trouble, a value.
#ifndef PARALLAX_HARNESS_LEARN_TEACHER_H_
#define PARALLAX_HARNESS_LEARN_TEACHER_H_

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/learn/observations.h"

namespace parallax::learn {

class Oracle {
 public:
  virtual ~Oracle() = default;
  virtual const std::vector<std::string>& inputs() const = 0;
  // One answer for each input, from the beginning. The error is the harness's own fault.
  virtual tl::expected<Answers, std::string> ask(const Word& word) = 0;
};

struct Trouble {
  enum class Kind : std::uint8_t {
    kNondeterministic,  // `word` was answered in two ways
    kQueries,           // the limit of queries
    kTime,              // the limit of time
    kStopped,           // from outside
    kFault,             // the harness's own; `text` says what
  } kind;
  Word word = {};
  Answers first = {}, second = {};
  std::string text = {};
};

struct Limits {
  std::size_t queries = 0;                   // 0: none
  std::chrono::duration<double> seconds{0};  // 0: none
  const std::atomic<bool>* stop = nullptr;
  // Told of every so many words asked of the oracle, for progress.
  std::function<void(std::size_t queries, std::size_t symbols)> progress = {};
};

class Teacher {
 public:
  Teacher(Oracle& oracle, Limits limits) : Teacher(std::vector{&oracle}, std::move(limits)) {}
  // One oracle or more; they outlive it.
  Teacher(std::vector<Oracle*> oracles, Limits limits)
      : oracles_(std::move(oracles)),
        limits_(std::move(limits)),
        began_(std::chrono::steady_clock::now()) {}

  const std::vector<std::string>& inputs() const { return oracles_[0]->inputs(); }
  tl::expected<Answers, Trouble> ask(const Word& word);
  // Asks what is not known of these words, as far as the limits go; which limit it was, the next ask() says.
  tl::expected<void, Trouble> foresee(const std::vector<Word>& words);
  const Observations& known() const { return known_; }
  std::size_t queries() const { return queries_; }  // asked of the oracle; the rest was known
  std::size_t symbols() const { return symbols_; }
  std::size_t spared() const { return spared_; }

 private:
  using Answered = tl::expected<Answers, std::string>;
  std::optional<Trouble::Kind> limit() const;
  // Words that are not known.
  tl::expected<void, Trouble> ask_all(std::span<const Word> fresh);
  // Remembers what an oracle said.
  tl::expected<Answers, Trouble> learn(const Word& word, Answered answers);

  std::vector<Oracle*> oracles_;
  Limits limits_;
  Observations known_;
  std::chrono::steady_clock::time_point began_;
  std::size_t queries_ = 0, symbols_ = 0, spared_ = 0;
};

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_TEACHER_H_
