#include "harness/conformance/book.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "harness/compare/expectations.h"
#include "harness/script/pairwise.h"

namespace parallax {
namespace {

namespace fs = std::filesystem;

struct Dimension {
  std::string name;
  std::vector<Choice> values;  // its word, and the text that stands for `$name`
};

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// What stands before the first script.
tl::expected<std::vector<Dimension>, std::string> read_prelude(
    const std::vector<std::string_view>& lines) {
  std::vector<Dimension> dimensions;
  for (const std::string_view line : lines) {
    const std::string_view words = trim(line);
    if (words.empty() || words.starts_with('#')) continue;
    if (line.starts_with("vary ")) {
      dimensions.push_back({std::string(trim(line.substr(5))), {}});
      continue;
    }
    const std::size_t space = words.find(' ');
    if (!line.starts_with(' ') || dimensions.empty() || space == std::string_view::npos) {
      return tl::unexpected(
          fmt::format("`{}`: expected `# …`, `vary NAME`, or an indented `WORD TEXT`", line));
    }
    dimensions.back().values.emplace_back(words.substr(0, space), trim(words.substr(space)));
  }
  return dimensions;
}

bool name_goes_on(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// Replaces every `$NAME`.
std::string put_in(std::string text, const std::string& name, const std::string& value) {
  const std::string hole = "$" + name;
  for (std::size_t at = text.find(hole); at != std::string::npos;) {
    const std::size_t end = at + hole.size();
    if (end < text.size() && name_goes_on(text[end])) {
      at = text.find(hole, end);
      continue;
    }
    text.replace(at, hole.size(), value);
    at = text.find(hole, at + value.size());
  }
  return text;
}

bool has_hole(const std::string& text, const std::string& name) {
  return put_in(text, name, "") != text;
}

// The sentences that a script names, or what is wrong with one of them.
tl::expected<std::vector<const Sentence*>, std::string> cited(const Script& script,
                                                              const Sentences& sentences) {
  std::vector<const Sentence*> all;
  for (const std::string& note : script.notes("sentence")) {
    const std::string_view words = trim(note);
    const std::size_t space = std::min(words.find(' '), words.size());
    const std::string id(words.substr(0, space));
    const std::string_view level = trim(words.substr(space));
    const Sentence* sentence = sentences.find(id);
    if (sentence == nullptr) {
      return tl::unexpected(fmt::format("no sentence is called `{}`; did you mean `{}`?", id,
                                        sentences.nearest_id(id)));
    }
    if (level != sentence->level) {
      return tl::unexpected(
          fmt::format("{} is a {} in corpus/sentences, not a `{}`", id, sentence->level, level));
    }
    if (!sentence->unseen.empty()) {
      return tl::unexpected(fmt::format("{} is said to be unseen there: {}", id, sentence->unseen));
    }
    all.push_back(sentence);
  }
  return all;
}

tl::expected<CorpusScript, std::string> make_script(std::string name, const std::string& file,
                                                    std::string text, const Sentences& sentences) {
  const std::string where = file + "#" + name;
  auto script = parse(text, where);
  if (!script) return tl::unexpected(print(script.error()));
  if (const auto errors = check(*script, where); !errors.empty())
    return tl::unexpected(print(errors.front()));
  auto all = cited(*script, sentences);
  if (!all) return tl::unexpected(where + ": " + all.error());
  CorpusScript made;
  made.name = std::move(name);
  made.path = file;
  made.text = std::move(text);
  made.script = std::move(*script);
  made.sentences = std::move(*all);
  return made;
}

// One script of a book, or as many as its rows.
tl::expected<void, std::string> add(const std::string& name, const std::string& file,
                                    const std::string& text,
                                    const std::vector<Dimension>& dimensions,
                                    const Sentences& sentences, std::vector<CorpusScript>* all) {
  std::vector<const Dimension*> used;
  std::vector<std::size_t> sizes;
  for (const Dimension& dimension : dimensions) {
    if (!has_hole(text, dimension.name)) continue;
    used.push_back(&dimension);
    sizes.push_back(dimension.values.size());
  }
  const auto rows = used.empty() ? std::vector<std::vector<std::size_t>>{{}} : pairwise(sizes);
  for (const auto& row : rows) {
    std::string filled = text, choices;
    std::vector<Choice> chosen;
    for (std::size_t d = 0; d < used.size(); ++d) {
      const auto& [word, value] = used[d]->values[row[d]];
      filled = put_in(std::move(filled), used[d]->name, value);
      choices += fmt::format("{}{}={}", d == 0 ? "" : ",", used[d]->name, word);
      chosen.emplace_back(used[d]->name, word);
    }
    auto made = make_script(used.empty() ? name : fmt::format("{}[{}]", name, choices), file,
                            std::move(filled), sentences);
    if (!made) return tl::unexpected(made.error());
    if (made->sentences.empty())
      return tl::unexpected(
          fmt::format("{}#{}: names no sentence; add `# sentence: ID LEVEL`", file, name));
    made->choices = std::move(chosen);
    if (!used.empty()) made->array = name;
    all->push_back(std::move(*made));
  }
  return {};
}

tl::expected<std::string, std::string> read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected(fmt::format("{}: cannot be read", path.string()));
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

std::string name_of(const fs::path& path) {
  std::string name(below_corpus(path.string()));
  return name.substr(0, name.size() - std::string_view(".plx").size());
}

}  // namespace

tl::expected<std::vector<CorpusScript>, std::string> read_book(std::string_view text,
                                                               const std::string& file,
                                                               const Sentences& sentences) {
  const auto lines = lines_of(text);
  const auto is_name = [](std::string_view line) { return line.starts_with("=== "); };
  const auto first = std::find_if(lines.begin(), lines.end(), is_name);
  const auto dimensions = read_prelude({lines.begin(), first});
  if (!dimensions) return tl::unexpected(file + ": " + dimensions.error());
  std::vector<CorpusScript> all;
  for (auto at = first; at != lines.end();) {
    const std::string name(trim(at->substr(4)));
    const auto next = std::find_if(at + 1, lines.end(), is_name);
    std::string body;
    for (auto line = at + 1; line != next; ++line) body += std::string(*line) + "\n";
    while (body.ends_with("\n\n")) body.pop_back();
    if (const auto added = add(name, file, body, *dimensions, sentences, &all); !added)
      return tl::unexpected(added.error());
    at = next;
  }
  return all;
}

tl::expected<std::vector<CorpusScript>, std::string> load_corpus(
    const std::vector<std::string>& paths, const Sentences& sentences) {
  std::set<fs::path> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) files.insert(path);
    const std::size_t before = files.size();
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
      const auto extension = entry.path().extension();
      if (extension == ".plx" || extension == ".plxs") files.insert(entry.path());
    }
    if (files.size() == before && !fs::is_regular_file(path, error))
      return tl::unexpected(fmt::format("{}: no script and no book (.plx, .plxs) there", path));
  }
  std::vector<CorpusScript> all;
  for (const fs::path& path : files) {
    auto text = read_text(path);
    if (!text) return tl::unexpected(text.error());
    if (path.extension() == ".plxs") {
      auto book = read_book(*text, path.string(), sentences);
      if (!book) return tl::unexpected(book.error());
      std::move(book->begin(), book->end(), std::back_inserter(all));
    } else if (text->find("# sentence:") != std::string::npos) {
      auto made = make_script(name_of(path), path.string(), std::move(*text), sentences);
      if (!made) return tl::unexpected(made.error());
      if (!made->sentences.empty()) all.push_back(std::move(*made));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const CorpusScript& a, const CorpusScript& b) { return a.name < b.name; });
  const auto twice = std::adjacent_find(
      all.begin(), all.end(),
      [](const CorpusScript& a, const CorpusScript& b) { return a.name == b.name; });
  if (twice != all.end())
    return tl::unexpected(fmt::format("{}: the script {} stands twice", twice->path, twice->name));
  return all;
}

}  // namespace parallax
