#include "harness/learn/observations.h"

#include <algorithm>
#include <deque>

namespace parallax::learn {

std::optional<std::size_t> Observations::insert(const Word& word, const Answers& answers) {
  Node at = kRoot;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const Node known = child(at, word[i]);
    if (known != kNone) {
      if (output(known) != answers[i]) return i + 1;
      at = known;
      continue;
    }
    const auto text = numbers_.try_emplace(answers[i], static_cast<std::uint32_t>(texts_.size()));
    if (text.second) texts_.push_back(answers[i]);
    const auto fresh = static_cast<Node>(nodes_.size());
    const auto input = static_cast<std::uint32_t>(word[i]);
    nodes_.push_back({at, input, text.first->second, {}});
    auto& children = nodes_[at].children;
    children.insert(std::lower_bound(children.begin(), children.end(), std::pair(input, Node{0})),
                    {input, fresh});
    at = fresh;
  }
  return std::nullopt;
}

Observations::Node Observations::child(Node node, std::size_t input) const {
  const auto& children = nodes_[node].children;
  const auto wanted = static_cast<std::uint32_t>(input);
  const auto it = std::lower_bound(children.begin(), children.end(), std::pair(wanted, Node{0}));
  return it != children.end() && it->first == wanted ? it->second : kNone;
}

Observations::Node Observations::node(const Word& word) const {
  Node at = kRoot;
  for (const std::size_t input : word) {
    at = child(at, input);
    if (at == kNone) break;
  }
  return at;
}

std::optional<Answers> Observations::find(const Word& word) const {
  Answers answers;
  Node at = kRoot;
  for (const std::size_t input : word) {
    at = child(at, input);
    if (at == kNone) return std::nullopt;
    answers.push_back(output(at));
  }
  return answers;
}

Word Observations::word_of(Node node) const {
  Word word;
  for (; node != kRoot; node = nodes_[node].parent) word.push_back(nodes_[node].input);
  std::reverse(word.begin(), word.end());
  return word;
}

bool Observations::apart(Node one, Node other, Word* word) const {
  const auto& left = nodes_[one].children;
  const auto& right = nodes_[other].children;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i].first != right[j].first) {
      left[i].first < right[j].first ? ++i : ++j;
      continue;
    }
    word->push_back(left[i].first);
    if (nodes_[left[i].second].output != nodes_[right[j].second].output) return true;
    if (apart(left[i].second, right[j].second, word)) return true;
    word->pop_back();
    ++i;
    ++j;
  }
  return false;
}

std::optional<Word> Observations::apart(Node one, Node other) const {
  Word word;
  if (one == other || !apart(one, other, &word)) return std::nullopt;
  return word;
}

std::optional<Word> Observations::against(const Mealy& machine) const {
  std::deque<std::pair<Node, std::size_t>> waiting{{kRoot, 0}};
  while (!waiting.empty()) {
    const auto [at, state] = waiting.front();
    waiting.pop_front();
    for (const auto& [input, to] : nodes_[at].children) {
      const Edge& edge = machine.states[state][input];
      if (edge.output != output(to)) return word_of(to);
      waiting.emplace_back(to, edge.to);
    }
  }
  return std::nullopt;
}

}  // namespace parallax::learn
