// The search for a word that a hypothesis answers wrongly.
#include <algorithm>

#include "harness/contract/random.h"
#include "harness/learn/learner.h"

namespace parallax::learn {
namespace {

// Inputs between the state and the identifier of a random word: long enough to count to a few, short
// enough that most words stay cheap.
constexpr std::size_t kMostRandom = 6;

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
    if (Found found = test(path); !found || *found) return found;
    for (std::size_t place = 0; place <= path.size(); ++place) {
      const auto at = static_cast<std::ptrdiff_t>(place);
      if (place < path.size()) {
        Word less = path;
        less.erase(less.begin() + at);
        if (Found found = test(less); !found || *found) return found;
      }
      for (std::size_t input = 0; input < machine_.inputs.size(); ++input) {
        Word more = path;
        more.insert(more.begin() + at, input);
        if (Found found = test(more); !found || *found) return found;
      }
    }
    return std::nullopt;
  }

  // After every state every word of exactly `length` inputs, and who is there.
  Found all(std::size_t length) {
    for (std::size_t state = 0; state < access_.size(); ++state) {
      Word middle(length, 0);
      do {
        if (Found found = identify(joined(access_[state], middle)); !found || *found) return found;
      } while (next(&middle));
    }
    return std::nullopt;
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
      if (Found found = test(word); !found || *found) return found;
    }
    return std::nullopt;
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
    if (set.empty()) return test(word);
    for (const Word& tail : set) {
      if (Found found = test(joined(word, tail)); !found || *found) return found;
    }
    return std::nullopt;
  }
  Found test(const Word& word) {
    const auto answers = teacher_.ask(word);
    if (!answers) return tl::unexpected(answers.error());
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
