#include "harness/learn/draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

#include "harness/learn/graphviz.h"

namespace parallax::learn {
namespace {

// A label of more lines hides the picture behind it; the file has them all.
constexpr std::size_t kLinesShown = 5;
constexpr std::size_t kInputsShown = 4;  // under one output, by name; more are counted
constexpr std::size_t kColumns = 46;

constexpr std::string_view kHead =
    "digraph {{\n  rankdir=TB; nodesep=0.35; ranksep=0.5; labelloc=t; fontname=\"sans-serif\"; "
    "fontsize=16;\n"
    "  node [shape=circle, fontname=\"sans-serif\", fontsize=13, width=0.45, fixedsize=false, "
    "margin=0.04];\n"
    "  edge [fontname=\"sans-serif\", fontsize=10, arrowsize=0.7];\n  label={};\n";

std::string wrapped(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (column > 0 && column + word.size() > kColumns) {
      out += "\n    ";
      column = 4;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

// Which inputs an arrow is for, by what they are answered.
using Arrow = std::map<std::string, std::vector<std::string>>;

std::string label_of(const Arrow& arrow) {
  std::string text;
  std::size_t lines = 0;
  for (const auto& [output, inputs] : arrow) {
    if (lines++ == kLinesShown) {
      text += fmt::format("… {} more answers\n", arrow.size() - kLinesShown);
      break;
    }
    std::string names;
    for (std::size_t i = 0; i < inputs.size() && i < kInputsShown; ++i)
      names += (i == 0 ? "" : ", ") + inputs[i];
    if (inputs.size() > kInputsShown)
      names += fmt::format(" and {} more", inputs.size() - kInputsShown);
    text += fmt::format("{}\n", wrapped(fmt::format("{} / {}", names, output)));
  }
  return text;
}

bool only_waits(const std::string& output) {
  return output == kIdle || output == "SSLWantReadError" || output == "wait";
}

// Nothing leads out of it.
bool is_end(const Mealy& machine, std::size_t state) {
  const auto& edges = machine.states[state];
  return std::all_of(edges.begin(), edges.end(),
                     [&](const Edge& edge) { return edge.to == state; });
}

std::string title_of(const MachineFile& file) {
  return fmt::format("{} ({}), {}: {} states{}", file.engine, file.library, file.alphabet,
                     file.machine.states.size(), file.partial.empty() ? "" : ", partial");
}

}  // namespace

std::string graph_of(const MachineFile& file) {
  const Mealy& machine = file.machine;
  std::string graph = fmt::format(fmt::runtime(kHead), quoted(title_of(file)));
  graph += "  begin [shape=point, width=0.12]; begin -> 0;\n";
  for (std::size_t state = 0; state < machine.states.size(); ++state) {
    const bool end = is_end(machine, state) && machine.states.size() > 1;
    graph += fmt::format("  {} [{}];\n", state,
                         end ? "shape=box, style=filled, fillcolor=\"#dddddd\"" : "shape=circle");
    std::map<std::size_t, Arrow> arrows;
    for (std::size_t input = 0; input < machine.inputs.size(); ++input) {
      const Edge& edge = machine.states[state][input];
      if (edge.to == state && (end || only_waits(edge.output))) continue;
      arrows[edge.to][edge.output].push_back(machine.inputs[input]);
    }
    for (const auto& [to, arrow] : arrows) {
      const bool faint = is_end(machine, to);
      graph += fmt::format("  {} -> {} [label={}{}];\n", state, to, quoted(label_of(arrow)),
                           faint ? ", color=\"#888888\", fontcolor=\"#555555\"" : "");
    }
  }
  return graph + "}\n";
}

std::string graph_together(const MachineFile& one, const MachineFile& other) {
  const Mealy &a = one.machine, &b = other.machine;
  std::string graph = fmt::format(
      fmt::runtime(kHead), quoted(fmt::format("{} and {}, {}: thick, dashed and ≠ where they part",
                                              one.engine, other.engine, one.alphabet)));
  graph += "  begin [shape=point, width=0.12]; begin -> n0;\n";
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> numbers{{{0, 0}, 0}};
  std::deque<std::pair<std::size_t, std::size_t>> waiting{{0, 0}};
  while (!waiting.empty()) {
    const auto at = waiting.front();
    waiting.pop_front();
    const std::size_t number = numbers[at];
    const bool end = is_end(a, at.first) && is_end(b, at.second);
    graph += fmt::format("  n{} [label=\"{}\", shape={}];\n", number,
                         at.first == at.second ? fmt::format("{}", at.first)
                                               : fmt::format("{}·{}", at.first, at.second),
                         end ? "box, style=filled, fillcolor=\"#dddddd\"" : "circle");
    std::map<std::size_t, Arrow> arrows;
    // By where it leads: both answers, and the inputs.
    std::map<std::size_t, std::map<std::pair<std::string, std::string>, std::string>> parted;
    for (std::size_t input = 0; input < a.inputs.size(); ++input) {
      const Edge &left = a.states[at.first][input], &right = b.states[at.second][input];
      const auto [to, fresh] = numbers.try_emplace({left.to, right.to}, numbers.size());
      if (fresh) waiting.emplace_back(left.to, right.to);
      if (left.output != right.output) {
        std::string& inputs = parted[to->second][{left.output, right.output}];
        inputs += (inputs.empty() ? "≠ " : ", ") + a.inputs[input];
        continue;
      }
      if (to->second == number && (end || only_waits(left.output))) continue;
      arrows[to->second][left.output].push_back(a.inputs[input]);
    }
    for (const auto& [to, arrow] : arrows)
      graph += fmt::format("  n{} -> n{} [label={}, color=\"#888888\", fontcolor=\"#555555\"];\n",
                           number, to, quoted(label_of(arrow)));
    for (const auto& [to, ways] : parted) {
      std::string label;
      for (const auto& [answers, inputs] : ways)
        label += wrapped(inputs) + "\n" + wrapped(one.engine + ": " + answers.first) + "\n" +
                 wrapped(other.engine + ": " + answers.second) + "\n";
      graph += fmt::format("  n{} -> n{} [label={}, style=\"bold,dashed\", color=\"#b00020\"];\n",
                           number, to, quoted(label));
    }
  }
  return graph + "}\n";
}

tl::expected<std::string, std::string> draw_machine(const MachineFile& file) {
  return lay_out(graph_of(file), "svg");
}

tl::expected<std::string, std::string> draw_together(const MachineFile& one,
                                                     const MachineFile& other) {
  return lay_out(graph_together(one, other), "svg");
}

}  // namespace parallax::learn
