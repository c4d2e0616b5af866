// Alphabet: what a learner may do to an engine, as named groups of script steps.
//
// A file of the script language. Steps before the first `# input:` set the two ends up: the subject is always `a`, the
// other end `p`. Each `# input: NAME` begins a group that lasts to the next; the comment lines below it may say
//
//   # fills: PLACE      the input puts something into a place that holds one thing
//   # empties: PLACE    the input may take it out
//   # before: PLACE     the input is left out once the place is full, and leaves it as it is
//
// Above the first input, `# path: NAME NAME …` is a way that leads somewhere: an honest handshake, say. The search
// for counter-examples begins with these (learner.h), since no machine finds a lock's combination by chance.
//
// An input that fills a place which is full is left out (its answer is kIdle): without that, octets nobody reads
// could pile up without bound and no machine of finitely many states would describe the engine. Which inputs
// are left out follows from the word alone, so every word is a script.
//
// Threads: pure. Errors: sentences that name the file and line.
#ifndef PARALLAX_HARNESS_LEARN_ALPHABET_H_
#define PARALLAX_HARNESS_LEARN_ALPHABET_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/learn/mealy.h"
#include "harness/script/script.h"

namespace parallax::learn {

inline constexpr std::string_view kSubject = "a", kOther = "p";

struct Input {
  std::string name;
  std::vector<Step> steps;
  std::vector<std::string> fills, empties, before;
};

struct Alphabet {
  std::string name;   // of the file, without folder and ending
  std::string title;  // its first comment
  std::vector<Step> setup;
  std::vector<Input> inputs;
  std::vector<Word> paths;

  std::vector<std::string> names() const;
  // For each input of the word, whether it is carried out.
  std::vector<bool> carried_out(const Word& word) const;
  // The word as a script; *ends has, for each input of the word, the number of steps up to its end.
  Script script(const Word& word, std::vector<std::size_t>* ends = nullptr) const;
};

tl::expected<Alphabet, std::string> read_alphabet(std::string_view text, std::string_view path);
// `name` is a path, or a name of a file of `folder` without its ending.
tl::expected<Alphabet, std::string> load_alphabet(const std::string& name,
                                                  const std::string& folder);
inline constexpr std::string_view kAlphabetEnding = ".alphabet";

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_ALPHABET_H_
