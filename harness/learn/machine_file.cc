#include "harness/learn/machine_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace parallax::learn {
namespace {

constexpr std::string_view kFirstLine = "parallax machine 1";

std::string_view take_word(std::string_view* line) {
  line->remove_prefix(std::min(line->find_first_not_of(' '), line->size()));
  const std::string_view word = line->substr(0, line->find(' '));
  line->remove_prefix(word.size());
  return word;
}

template <typename Number>
bool read_number(std::string_view text, Number* out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size();
}

class MachineReader {
 public:
  explicit MachineReader(std::string_view name) : name_(name) {}

  tl::expected<MachineFile, std::string> read(std::string_view text) {
    while (!text.empty() && error_.empty()) {
      std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      ++number_;
      if (number_ == 1) {
        if (line != kFirstLine) fail(fmt::format("expected `{}`", kFirstLine));
      } else if (!line.empty() && line[0] != '#') {
        take(line);
      }
    }
    if (error_.empty() && file_.machine.states.empty()) fail("it has no state");
    if (!error_.empty()) return tl::unexpected(error_);
    return std::move(file_);
  }

 private:
  void fail(std::string_view what) {
    if (error_.empty()) error_ = fmt::format("{}:{}: {}", name_, number_, what);
  }

  void take(std::string_view line) {
    const std::string_view word = take_word(&line);
    std::string_view rest = line;
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (word == "engine") {
      file_.engine = rest;
    } else if (word == "library") {
      file_.library = rest;
    } else if (word == "alphabet") {
      file_.alphabet = rest;
    } else if (word == "detail") {
      file_.detail = rest;
    } else if (word == "partial") {
      file_.partial = rest;
    } else if (word == "search") {
      take_search(rest);
    } else if (word == "inputs") {
      while (!rest.empty()) {
        if (const auto input = take_word(&rest); !input.empty())
          file_.machine.inputs.emplace_back(input);
      }
    } else if (word == "states") {
      std::size_t count = 0;
      // Each state costs an edge for every input; a file says how many it has.
      if (!read_number(rest, &count) || count == 0 || count > 100000)
        return fail("a number of states");
      file_.machine.states.resize(count);
      for (std::size_t state = 0; state < count; ++state)
        file_.machine.states[state].assign(file_.machine.inputs.size(), {state, kIdle});
    } else {
      take_edge(word, line);
    }
  }

  void take_search(std::string_view rest) {
    while (!rest.empty()) {
      const std::string_view key = take_word(&rest);
      const std::size_t equals = std::min(key.find('='), key.size());
      const std::string_view value = key.substr(std::min(equals + 1, key.size()));
      const std::string_view of = key.substr(0, equals);
      const bool good = of == "depth"    ? read_number(value, &file_.search.depth)
                        : of == "random" ? read_number(value, &file_.search.random)
                        : of == "seed"   ? read_number(value, &file_.search.seed)
                                         : key.empty();
      if (!good) return fail(fmt::format("`{}` is not depth=N, random=N or seed=N", key));
    }
  }

  // FROM INPUT -> TO OUTPUT
  void take_edge(std::string_view word, std::string_view line) {
    std::size_t from = 0, to = 0;
    const std::string_view input = take_word(&line);
    const std::string_view arrow = take_word(&line);
    auto& states = file_.machine.states;
    if (!read_number(word, &from) || arrow != "->" || !read_number(take_word(&line), &to))
      return fail("expected STATE INPUT -> STATE OUTPUT, or a word of the head");
    if (from >= states.size() || to >= states.size()) return fail("there is no such state");
    const auto& inputs = file_.machine.inputs;
    const auto it = std::find(inputs.begin(), inputs.end(), input);
    if (it == inputs.end()) return fail(fmt::format("`{}` is none of the inputs", input));
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    states[from][static_cast<std::size_t>(it - inputs.begin())] = {to, std::string(line)};
  }

  std::string_view name_;
  std::size_t number_ = 0;
  std::string error_;
  MachineFile file_;
};

}  // namespace

std::string print(const Word& word, const std::vector<std::string>& inputs) {
  std::string text;
  for (const std::size_t input : word) text += (text.empty() ? "" : " ") + inputs[input];
  return text.empty() ? "(the beginning)" : text;
}

std::string print(const MachineFile& file) {
  const Mealy& machine = file.machine;
  std::string text = fmt::format("{}\nengine {}\nlibrary {}\nalphabet {}\ndetail {}\n", kFirstLine,
                                 file.engine, file.library, file.alphabet, file.detail);
  text += fmt::format("search depth={} random={} seed={}\n", file.search.depth, file.search.random,
                      file.search.seed);
  if (!file.partial.empty()) text += fmt::format("partial {}\n", file.partial);
  text += "inputs";
  for (const std::string& input : machine.inputs) text += " " + input;
  text += fmt::format("\nstates {}\n", machine.states.size());
  const std::vector<Word> access = access_words(machine);
  std::size_t width = 0;
  for (const std::string& input : machine.inputs) width = std::max(width, input.size());
  for (std::size_t state = 0; state < machine.states.size(); ++state) {
    text += fmt::format("\n# {}: {}\n", state, print(access[state], machine.inputs));
    for (std::size_t input = 0; input < machine.inputs.size(); ++input) {
      const Edge& edge = machine.states[state][input];
      if (edge == Edge{state, kIdle}) continue;
      text += fmt::format("{} {:<{}} -> {} {}\n", state, machine.inputs[input], width, edge.to,
                          edge.output);
    }
  }
  return text;
}

tl::expected<MachineFile, std::string> read_machine(std::string_view text, std::string_view name) {
  return MachineReader(name).read(text);
}

tl::expected<MachineFile, std::string> load_machine(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected(fmt::format("{}: cannot be read", path));
  return read_machine(std::string{std::istreambuf_iterator<char>(file), {}}, path);
}

}  // namespace parallax::learn
