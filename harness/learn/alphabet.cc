#include "harness/learn/alphabet.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace parallax::learn {
namespace fs = std::filesystem;
namespace {

// `# key: text`; nothing where the comment is no such.
std::pair<std::string_view, std::string_view> note_of(std::string_view comment) {
  comment.remove_prefix(std::min(comment.find_first_not_of("# "), comment.size()));
  const std::size_t colon = comment.find(": ");
  if (colon == std::string_view::npos) return {};
  return {comment.substr(0, colon), comment.substr(colon + 2)};
}

// The words of a `# path:`; the error names one that is no input.
tl::expected<Word, std::string> read_path(std::string_view text,
                                          const std::vector<std::string>& names) {
  Word path;
  while (!text.empty()) {
    const std::string_view name = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return tl::unexpected(fmt::format("`{}` of a path is no input", name));
    path.push_back(static_cast<std::size_t>(it - names.begin()));
  }
  return path;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

std::vector<std::string> Alphabet::names() const {
  std::vector<std::string> all;
  all.reserve(inputs.size());
  for (const Input& input : inputs) all.push_back(input.name);
  return all;
}

std::vector<bool> Alphabet::carried_out(const Word& word) const {
  std::vector<bool> all;
  std::set<std::string_view> full;
  for (const std::size_t number : word) {
    const Input& input = inputs[number];
    const auto is_full = [&](const std::string& place) { return full.contains(place); };
    const bool room = std::none_of(input.fills.begin(), input.fills.end(), is_full) &&
                      std::none_of(input.before.begin(), input.before.end(), is_full);
    all.push_back(room);
    if (!room) continue;
    for (const std::string& place : input.empties) full.erase(place);
    for (const std::string& place : input.fills) full.insert(place);
  }
  return all;
}

Script Alphabet::script(const Word& word, std::vector<std::size_t>* ends) const {
  Script script;
  script.steps = setup;
  const std::vector<bool> carried = carried_out(word);
  for (std::size_t i = 0; i < word.size(); ++i) {
    const Input& input = inputs[word[i]];
    for (std::size_t s = 0; carried[i] && s < input.steps.size(); ++s) {
      script.steps.push_back(input.steps[s]);
      if (s == 0) script.steps.back().comments = {"", "# " + input.name};
    }
    if (ends != nullptr) ends->push_back(script.steps.size());
  }
  return script;
}

tl::expected<Alphabet, std::string> read_alphabet(std::string_view text, std::string_view path) {
  auto script = parse(text, path);
  if (!script) return tl::unexpected(print(script.error()));
  Alphabet alphabet;
  alphabet.name = fs::path(path).stem().string();
  alphabet.title = script->title();
  const std::vector<std::string> paths = script->notes("path");
  const auto fail = [&](const Step& step, std::string_view what) {
    return tl::unexpected(fmt::format("{}:{}: {}", path, step.line, what));
  };
  for (Step& step : script->steps) {
    for (const std::string& comment : step.comments) {
      const auto [key, value] = note_of(comment);
      if (key == "input") {
        const auto names = alphabet.names();
        if (!is_name(value) || std::find(names.begin(), names.end(), value) != names.end())
          return fail(
              step, fmt::format("`{}` is no name of an input (letters, digits, _), or there twice",
                                value));
        alphabet.inputs.push_back({std::string(value), {}, {}, {}, {}});
      } else if (!alphabet.inputs.empty()) {
        Input& input = alphabet.inputs.back();
        if (key == "fills") input.fills.emplace_back(value);
        if (key == "empties") input.empties.emplace_back(value);
        if (key == "before") input.before.emplace_back(value);
      }
    }
    step.comments.clear();
    if (!step.expected.empty()) return fail(step, "a step of an alphabet expects nothing");
    (alphabet.inputs.empty() ? alphabet.setup : alphabet.inputs.back().steps)
        .push_back(std::move(step));
  }
  const auto makes = [&](std::string_view name) {
    return std::any_of(alphabet.setup.begin(), alphabet.setup.end(),
                       [&](const Step& step) { return step.target == name; });
  };
  if (!makes(kSubject) || !makes(kOther))
    return tl::unexpected(
        fmt::format("{}: an alphabet makes an object `a` and a puppet or peer `p`", path));
  if (alphabet.inputs.empty())
    return tl::unexpected(fmt::format("{}: it has no `# input: NAME`", path));
  for (const std::string& text_of_path : paths) {
    const auto word = read_path(text_of_path, alphabet.names());
    if (!word) return tl::unexpected(fmt::format("{}: {}", path, word.error()));
    alphabet.paths.push_back(*word);
  }
  return alphabet;
}

tl::expected<Alphabet, std::string> load_alphabet(const std::string& name,
                                                  const std::string& folder) {
  fs::path path = name;
  std::error_code error;
  if (!fs::is_regular_file(path, error))
    path = fs::path(folder) / (name + std::string(kAlphabetEnding));
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::set<std::string> known;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() == kAlphabetEnding) known.insert(entry.path().stem().string());
    }
    return tl::unexpected(fmt::format("there is no alphabet `{}`; a file, or one of: {}", name,
                                      fmt::join(known, ", ")));
  }
  return read_alphabet(std::string{std::istreambuf_iterator<char>(file), {}}, path.string());
}

}  // namespace parallax::learn
