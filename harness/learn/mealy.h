// Mealy: a machine that answers every input with an output and goes on to a state.
//
// A plain value. The first state is where it begins; every state has an edge for every input. `minimal`
// gives the smallest machine that answers alike, its states numbered as they are first met from the
// beginning, inputs in their order: equal behaviour gives equal values, whoever made them.
//
// Threads: pure functions. Complexity: minimal is O(n^2 k), tell_apart O(n m k) for n and m states and k inputs;
// the machines here have tens of states. Source: Moore, "Gedanken-experiments on sequential machines", 1956.
#ifndef PARALLAX_HARNESS_LEARN_MEALY_H_
#define PARALLAX_HARNESS_LEARN_MEALY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace parallax::learn {

using Word = std::vector<std::size_t>;     // inputs, by their places in Mealy::inputs
using Answers = std::vector<std::string>;  // one output for each input of a word

struct Edge {
  std::size_t to = 0;
  std::string output;
  bool operator==(const Edge&) const = default;
};

struct Mealy {
  std::vector<std::string> inputs;
  std::vector<std::vector<Edge>> states;  // by state and by input; the first is the beginning

  Answers run(const Word& word) const;
  std::size_t after(const Word& word) const { return after(0, word); }
  std::size_t after(std::size_t state, const Word& word) const;
  bool operator==(const Mealy&) const = default;
};

Mealy minimal(const Mealy& machine);

// What is left of a machine under some of its inputs, minimal; names that it does not have are passed over.
Mealy restricted(const Mealy& machine, const std::vector<std::string>& inputs);

// The shortest word that two machines answer differently, in its last input alone; of several the first in
// the order of the inputs. The machines have the same inputs.
std::optional<Word> tell_apart(const Mealy& a, const Mealy& b);
// The same from two states of one machine.
std::optional<Word> tell_apart(const Mealy& machine, std::size_t one, std::size_t other);

// Every edge in which `b` differs from `a`, each by the shortest word that ends with it; a word may have differed
// before. At most `limit`, shortest first.
std::vector<Word> differences(const Mealy& a, const Mealy& b, std::size_t limit);

// The shortest word to each state, by state. Every state is reachable in a minimal machine.
std::vector<Word> access_words(const Mealy& machine);

// For each state words that tell it from every other state; two states share one that tells them apart
// (harmonised state identifiers). Of a minimal machine. Source: Petrenko, Yevtushenko, Lebedev, Das, "Nondeterministic
// state machines in protocol conformance testing", 1993.
std::vector<std::vector<Word>> identifiers(const Mealy& machine);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_MEALY_H_
