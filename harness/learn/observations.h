// Observations: all that was ever answered, as a tree of words.
//
// A node is a word that was asked; its children are the words one input longer. What was answered once is
// never asked again, and an answer that contradicts an earlier one is refused and told of. Two nodes are *apart*
// when some word was asked of both and answered differently: they are different states for certain. That is
// monotone: more observations never bring two nodes together again.
//
// Threads: none of its own. Complexity: insertion and look-up linear in the word; apart linear in what the
// two subtrees have in common. It holds every word asked, some 50 octets an input.
#ifndef PARALLAX_HARNESS_LEARN_OBSERVATIONS_H_
#define PARALLAX_HARNESS_LEARN_OBSERVATIONS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/learn/mealy.h"

namespace parallax::learn {

class Observations {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr Node kNone = static_cast<Node>(-1);

  // The length of the prefix at whose end an answer contradicts what is known; nothing: all is well. What comes
  // before a contradiction is kept, the rest is not.
  std::optional<std::size_t> insert(const Word& word, const Answers& answers);
  // The answers, if the word or a longer one was asked.
  std::optional<Answers> find(const Word& word) const;
  Node node(const Word& word) const;  // kNone if it was not asked
  Node child(Node node, std::size_t input) const;
  const std::string& output(Node node) const {
    return texts_[nodes_[node].output];
  }  // of its last input
  Word word_of(Node node) const;
  std::size_t size() const { return nodes_.size(); }

  // A word on which the two nodes are apart.
  std::optional<Word> apart(Node one, Node other) const;
  // A word that was answered otherwise than the machine would, by its last input; the shortest.
  std::optional<Word> against(const Mealy& machine) const;

 private:
  struct Item {
    Node parent = kNone;
    std::uint32_t input = 0, output = 0;
    std::vector<std::pair<std::uint32_t, Node>> children;  // by input, ascending
  };
  bool apart(Node one, Node other, Word* word) const;

  std::vector<Item> nodes_{1};
  std::vector<std::string> texts_{""};  // outputs, each once
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_OBSERVATIONS_H_
