#include "harness/learn/learner.h"

#include <algorithm>

namespace parallax::learn {
namespace {

using Node = Observations::Node;
using Done = tl::expected<void, Trouble>;

class Learner {
 public:
  Learner(Teacher& teacher, const Search& search) : teacher_(teacher), search_(search) {
    add_state(Observations::kRoot);
  }

  Learned run(const Mealy* guess) {
    Learned out;
    Done done = guess == nullptr ? Done() : ask_as(*guess);
    while (done) {
      done = make_hypothesis();
      if (!done) break;
      const Mealy machine = hypothesis();
      ++out.hypotheses;
      std::optional<Word> word = known().against(machine);
      if (!word) {
        // Identifiers exist of a minimal machine only; a hypothesis is one, its states being apart.
        auto found = find_counterexample(teacher_, machine, search_);
        if (!found) {
          done = tl::unexpected(found.error());
          break;
        }
        word = std::move(*found);
        if (!word) break;
      }
      // All but its last input leads to a node apart from the state it is taken for.
      word->pop_back();
      done = refine(machine, std::move(*word));
    }
    if (!done) out.trouble = std::move(done.error());
    out.machine = minimal(hypothesis());
    return out;
  }

 private:
  struct Border {  // a word one input longer than a state's
    std::size_t state, input;
    Node node;
    std::vector<std::size_t> like;  // states that it is not apart from
  };

  const Observations& known() const { return teacher_.known(); }

  Done ask(const Word& word) {
    const auto answers = teacher_.ask(word);
    if (!answers) return tl::unexpected(answers.error());
    return {};
  }
  static Word joined(Word word, const Word& more) {
    word.insert(word.end(), more.begin(), more.end());
    return word;
  }

  // What tells the states of a machine apart, asked after each of its transitions.
  Done ask_as(const Mealy& machine) {
    const std::vector<Word> access = access_words(machine);
    const auto who = identifiers(machine);
    std::vector<Word> words;
    for (std::size_t state = 0; state < access.size(); ++state) {
      for (const Word& tail : who[state]) words.push_back(joined(access[state], tail));
    }
    return teacher_.foresee(words);
  }

  void add_state(Node node) {
    const std::size_t state = basis_.size();
    basis_.push_back(node);
    for (Border& border : borders_) border.like.push_back(state);
    complete_ = false;
  }

  // Asks until every state has all its transitions, each to a word that is like one state only.
  Done make_hypothesis() {
    for (bool changed = true; changed;) {
      changed = false;
      if (Done done = complete(); !done) return done;
      for (std::size_t i = 0; i < borders_.size(); ++i) {
        if (Done done = place(&borders_[i]); !done) return done;
        if (!borders_[i].like.empty()) continue;
        const Node fresh = borders_[i].node;
        borders_.erase(borders_.begin() + static_cast<std::ptrdiff_t>(i));
        add_state(fresh);
        changed = true;
        break;  // its own transitions first: words stay short
      }
    }
    return {};
  }

  Done complete() {
    if (complete_) return {};
    std::vector<Word> words;
    for (const Node state : basis_) {
      for (std::size_t input = 0; input < teacher_.inputs().size(); ++input) {
        if (known().child(state, input) == Observations::kNone)
          words.push_back(joined(known().word_of(state), {input}));
      }
    }
    if (Done done = teacher_.foresee(words); !done) return done;
    for (std::size_t state = 0; state < basis_.size(); ++state) {
      for (std::size_t input = 0; input < teacher_.inputs().size(); ++input) {
        Node node = known().child(basis_[state], input);
        if (node == Observations::kNone) {
          const Word word = joined(known().word_of(basis_[state]), {input});
          if (Done done = ask(word); !done) return done;
          node = known().node(word);
        }
        const auto same = [&](const Border& border) { return border.node == node; };
        if (std::find(basis_.begin(), basis_.end(), node) != basis_.end() ||
            std::any_of(borders_.begin(), borders_.end(), same))
          continue;
        Border border{state, input, node, {}};
        for (std::size_t i = 0; i < basis_.size(); ++i) border.like.push_back(i);
        borders_.push_back(std::move(border));
      }
    }
    complete_ = true;
    return {};
  }

  void prune(Border* border) {
    std::erase_if(border->like, [&](std::size_t state) {
      return known().apart(border->node, basis_[state]).has_value();
    });
  }

  // Asks until the word is like one state at most.
  Done place(Border* border) {
    prune(border);
    while (border->like.size() > 1) {
      const auto witness = known().apart(basis_[border->like[0]], basis_[border->like[1]]);
      if (!witness) return {};  // states of the basis are apart
      if (Done done = ask(joined(known().word_of(border->node), *witness)); !done) return done;
      prune(border);
    }
    return {};
  }

  Mealy hypothesis() const {
    Mealy machine{teacher_.inputs(), {}};
    for (std::size_t state = 0; state < basis_.size(); ++state) {
      std::vector<Edge> edges;
      for (std::size_t input = 0; input < machine.inputs.size(); ++input) {
        const Node node = known().child(basis_[state], input);
        if (node == Observations::kNone) {
          edges.push_back({state, kUnknown});
          continue;
        }
        edges.push_back({target_of(node), known().output(node)});
      }
      machine.states.push_back(std::move(edges));
    }
    return machine;
  }
  std::size_t target_of(Node node) const {
    const auto state = std::find(basis_.begin(), basis_.end(), node);
    if (state != basis_.end()) return static_cast<std::size_t>(state - basis_.begin());
    const auto border = std::find_if(borders_.begin(), borders_.end(),
                                     [&](const Border& b) { return b.node == node; });
    return border == borders_.end() || border->like.empty() ? 0 : border->like.front();
  }

  // `word` leads to a node that is apart from the state that the hypothesis takes it for. Halves the way
  // there until the node is a border, which then is like no state, or like another.
  Done refine(const Mealy& machine, Word word) {
    while (true) {
      const Node node = known().node(word);
      // How far the word stays within the basis: the next node is a border.
      std::size_t inside = 0;
      for (Node at = Observations::kRoot; inside < word.size(); ++inside) {
        at = known().child(at, word[inside]);
        if (std::find(basis_.begin(), basis_.end(), at) == basis_.end()) break;
      }
      if (inside + 1 >= word.size()) return {};
      const auto witness = known().apart(node, basis_[machine.after(word)]);
      if (!witness) return {};
      const std::size_t half = (inside + 1 + word.size()) / 2;
      const Word front(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(half));
      const Word back(word.begin() + static_cast<std::ptrdiff_t>(half), word.end());
      const Node taken_for = basis_[machine.after(front)];
      Word other = joined(known().word_of(taken_for), back);
      if (Done done = ask(joined(other, *witness)); !done) return done;
      if (known().apart(taken_for, known().node(front)))
        word = front;
      else
        word = std::move(other);
    }
  }

  Teacher& teacher_;
  const Search& search_;
  std::vector<Node> basis_;
  std::vector<Border> borders_;
  bool complete_ = false;
};

}  // namespace

Learned learn(Teacher& teacher, const Search& search, const Mealy* guess) {
  return Learner(teacher, search).run(guess);
}

}  // namespace parallax::learn
