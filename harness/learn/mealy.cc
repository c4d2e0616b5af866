#include "harness/learn/mealy.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace parallax::learn {
namespace {

// Walks pairs of states from (a0, b0) on, shortest word first, inputs in order. `visit` is told of each edge that
// differs; it says whether to go on, behind it too.
template <typename Visit>
void walk_pairs(const Mealy& a, std::size_t a0, const Mealy& b, std::size_t b0, Visit visit) {
  struct Pair {
    std::size_t a, b;
    Word word;
  };
  std::deque<Pair> waiting{{a0, b0, {}}};
  std::set<std::pair<std::size_t, std::size_t>> seen{{a0, b0}};
  while (!waiting.empty()) {
    const Pair at = std::move(waiting.front());
    waiting.pop_front();
    for (std::size_t input = 0; input < a.inputs.size(); ++input) {
      const Edge& one = a.states[at.a][input];
      const Edge& other = b.states[at.b][input];
      Word word = at.word;
      word.push_back(input);
      if (one.output != other.output && !visit(word)) return;
      if (seen.emplace(one.to, other.to).second)
        waiting.push_back({one.to, other.to, std::move(word)});
    }
  }
}

bool separates(const Mealy& machine, const Word& word, std::size_t one, std::size_t other) {
  for (const std::size_t input : word) {
    if (machine.states[one][input].output != machine.states[other][input].output) return true;
    one = machine.states[one][input].to;
    other = machine.states[other][input].to;
  }
  return false;
}

}  // namespace

Answers Mealy::run(const Word& word) const {
  Answers answers;
  answers.reserve(word.size());
  std::size_t state = 0;
  for (const std::size_t input : word) {
    answers.push_back(states[state][input].output);
    state = states[state][input].to;
  }
  return answers;
}

std::size_t Mealy::after(std::size_t state, const Word& word) const {
  for (const std::size_t input : word) state = states[state][input].to;
  return state;
}

Mealy minimal(const Mealy& machine) {
  // Classes of states that no word of the present length tells apart, until a longer one tells no more.
  const std::size_t count = machine.states.size();
  std::vector<std::size_t> of(count, 0);
  std::size_t classes = 1;
  while (true) {
    using Key = std::pair<std::size_t, std::vector<std::pair<std::string_view, std::size_t>>>;
    std::map<Key, std::size_t> numbers;
    std::vector<std::size_t> next(count);
    for (std::size_t state = 0; state < count; ++state) {
      Key key{of[state], {}};
      for (const Edge& edge : machine.states[state])
        key.second.emplace_back(edge.output, of[edge.to]);
      next[state] = numbers.emplace(std::move(key), numbers.size()).first->second;
    }
    const bool settled = numbers.size() == classes;
    classes = numbers.size();
    of = std::move(next);
    if (settled) break;
  }
  // Numbered as they are met.
  Mealy out{machine.inputs, {}};
  std::vector<std::size_t> number(classes, count), order{0};
  number[of[0]] = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::vector<Edge> edges;
    for (const Edge& edge : machine.states[order[i]]) {
      std::size_t& to = number[of[edge.to]];
      if (to == count) {
        to = order.size();
        order.push_back(edge.to);
      }
      edges.push_back({to, edge.output});
    }
    out.states.push_back(std::move(edges));
  }
  return out;
}

Mealy restricted(const Mealy& machine, const std::vector<std::string>& inputs) {
  Mealy part{{}, std::vector<std::vector<Edge>>(machine.states.size())};
  for (std::size_t input = 0; input < machine.inputs.size(); ++input) {
    if (std::find(inputs.begin(), inputs.end(), machine.inputs[input]) == inputs.end()) continue;
    part.inputs.push_back(machine.inputs[input]);
    for (std::size_t state = 0; state < machine.states.size(); ++state)
      part.states[state].push_back(machine.states[state][input]);
  }
  return minimal(part);
}

std::optional<Word> tell_apart(const Mealy& a, const Mealy& b) {
  std::optional<Word> found;
  walk_pairs(a, 0, b, 0, [&](const Word& word) {
    found = word;
    return false;
  });
  return found;
}

std::optional<Word> tell_apart(const Mealy& machine, std::size_t one, std::size_t other) {
  std::optional<Word> found;
  walk_pairs(machine, one, machine, other, [&](const Word& word) {
    found = word;
    return false;
  });
  return found;
}

std::vector<Word> differences(const Mealy& a, const Mealy& b, std::size_t limit) {
  std::vector<Word> found;
  walk_pairs(a, 0, b, 0, [&](const Word& word) {
    found.push_back(word);
    return found.size() < limit;
  });
  return found;
}

std::vector<Word> access_words(const Mealy& machine) {
  std::vector<Word> words(machine.states.size());
  std::vector<bool> met(machine.states.size());
  std::deque<std::size_t> waiting{0};
  met[0] = true;
  while (!waiting.empty()) {
    const std::size_t state = waiting.front();
    waiting.pop_front();
    for (std::size_t input = 0; input < machine.inputs.size(); ++input) {
      const std::size_t to = machine.states[state][input].to;
      if (met[to]) continue;
      met[to] = true;
      words[to] = words[state];
      words[to].push_back(input);
      waiting.push_back(to);
    }
  }
  return words;
}

std::vector<std::vector<Word>> identifiers(const Mealy& machine) {
  const std::size_t count = machine.states.size();
  std::vector<std::vector<Word>> sets(count);
  const auto has = [](const std::vector<Word>& set, const Word& word) {
    return std::find(set.begin(), set.end(), word) != set.end();
  };
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const auto works = [&](const Word& word) { return separates(machine, word, i, j); };
      const bool shared = std::any_of(sets[i].begin(), sets[i].end(), [&](const Word& word) {
        return works(word) && has(sets[j], word);
      });
      if (shared) continue;
      std::optional<Word> known;
      for (const std::size_t one : {i, j}) {
        const auto it = std::find_if(sets[one].begin(), sets[one].end(), works);
        if (!known && it != sets[one].end()) known = *it;
      }
      const Word word = known ? *known : tell_apart(machine, i, j).value_or(Word());
      if (!has(sets[i], word)) sets[i].push_back(word);
      if (!has(sets[j], word)) sets[j].push_back(word);
    }
  }
  return sets;
}

}  // namespace parallax::learn
