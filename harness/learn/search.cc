// The search for a word that a hypothesis answers wrongly.
#include <algorithm>
#include <utility>

#include "harness/contract/random.h"
#include "harness/learn/learner.h"

namespace parallax::learn {
namespace {

// Inputs between the state and the identifier of a random word: long enough to count to a few, short
// enough that most words stay cheap.
constexpr std::size_t kMostRandom = 6;
// Words that are asked side by side before the first of them is looked at: enough to keep some engines busy, few
// enough that little is asked for nothing where a word is wrong. One number for all, so that what is learned does
// not depend on how many engines there are.
constexpr std::size_t kTogether = 32;

using Found = tl::expected<std::optional<Word>, Trouble>;

class Tester {
 public:
  Tester(Teacher& teacher, const Mealy& machine)
      : teacher_(teacher),
        machine_(machine),
        access_(access_words(machine)),
        who_(identifiers(machine)) {}

  // A path, and what is one input away from it.
  Found around(const Word& path) {
    if (Found found = propose(path); !found || *found) return found;
    for (std::size_t place = 0; place <= path.size(); ++place) {
      const auto at = static_cast<std::ptrdiff_t>(place);
      if (place < path.size()) {
        Word less = path;
        less.erase(less.begin() + at);
        if (Found found = propose(less); !found || *found) return found;
      }
      for (std::size_t input = 0; input < machine_.inputs.size(); ++input) {
        Word more = path;
        more.insert(more.begin() + at, input);
        if (Found found = propose(more); !found || *found) return found;
      }
    }
    return test();
  }

  // After every state every word of exactly `length` inputs, and who is there.
  Found all(std::size_t length) {
    for (std::size_t state = 0; state < access_.size(); ++state) {
      Word middle(length, 0);
      do {
        if (Found found = identify(joined(access_[state], middle)); !found || *found) return found;
      } while (next(&middle));
    }
    return test();
  }

  Found random(std::size_t words, std::uint64_t seed) {
    Stream stream(seed, "learn");
    const auto below = [&](std::size_t bound) {
      std::uint32_t number = 0;
      stream.draw(&number, sizeof number);
      return number % bound;
    };
    for (std::size_t i = 0; i < words; ++i) {
      Word word = access_[below(access_.size())];
      for (std::size_t left = 1 + below(kMostRandom); left > 0; --left)
        word.push_back(below(machine_.inputs.size()));
      const auto& set = who_[machine_.after(word)];
      if (!set.empty()) word = joined(word, set[below(set.size())]);
      if (Found found = propose(std::move(word)); !found || *found) return found;
    }
    return test();
  }

 private:
  static Word joined(Word word, const Word& more) {
    word.insert(word.end(), more.begin(), more.end());
    return word;
  }
  bool next(Word* word) const {
    for (std::size_t i = word->size(); i-- > 0;) {
      if (++(*word)[i] < machine_.inputs.size()) return true;
      (*word)[i] = 0;
    }
    return false;
  }
  Found identify(const Word& word) {
    const auto& set = who_[machine_.after(word)];
    if (set.empty()) return propose(word);
    for (const Word& tail : set) {
      if (Found found = propose(joined(word, tail)); !found || *found) return found;
    }
    return std::nullopt;
  }
  // Tests words a handful at a time, in their order.
  Found propose(Word word) {
    proposed_.push_back(std::move(word));
    return proposed_.size() < kTogether ? Found(std::nullopt) : test();
  }
  Found test() {
    const std::vector<Word> words = std::exchange(proposed_, {});
    if (auto done = teacher_.foresee(words); !done) return tl::unexpected(std::move(done.error()));
    for (const Word& word : words) {
      if (Found found = test(word); !found || *found) return found;
    }
    return std::nullopt;
  }
  Found test(const Word& word) {
    auto answers = teacher_.known().find(word);
    if (!answers) {  // a limit was reached, and asking says which
      auto asked = teacher_.ask(word);
      if (!asked) return tl::unexpected(std::move(asked.error()));
      answers = std::move(*asked);
    }
    const Answers expected = machine_.run(word);
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (expected[i] != (*answers)[i])
        return Word(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(i + 1));
    }
    return std::nullopt;
  }

  Teacher& teacher_;
  const Mealy& machine_;
  std::vector<Word> access_;
  std::vector<std::vector<Word>> who_;
  std::vector<Word> proposed_;
};

}  // namespace

Found find_counterexample(Teacher& teacher, const Mealy& machine, const Search& search) {
  Tester tester(teacher, machine);
  for (const Word& path : search.paths) {
    if (Found found = tester.around(path); !found || *found) return found;
  }
  for (std::size_t length = 0; length <= 1; ++length) {
    if (Found found = tester.all(length); !found || *found) return found;
  }
  if (Found found = tester.random(search.random, search.seed); !found || *found) return found;
  for (std::size_t length = 2; length <= search.depth + 1; ++length) {
    if (Found found = tester.all(length); !found || *found) return found;
  }
  return std::nullopt;
}

}  // namespace parallax::learn
