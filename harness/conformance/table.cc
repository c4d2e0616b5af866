#include "harness/conformance/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace parallax {
namespace {

// More names than this in one cell hide the next sentence; the rest is counted.
constexpr std::size_t kNames = 4;

// Names by sentence; rows of one covering array under one name.
using Citations = std::map<const Sentence*, std::vector<std::pair<std::string, std::size_t>>>;

Citations citations(const std::vector<CorpusScript>& scripts) {
  Citations all;
  for (const CorpusScript& script : scripts) {
    const std::string& name = script.array.empty() ? script.name : script.array;
    for (const Sentence* sentence : script.sentences) {
      auto& names = all[sentence];
      if (!names.empty() && names.back().first == name)
        ++names.back().second;
      else
        names.emplace_back(name, 1);
    }
  }
  return all;
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '<') out += '\\';
    out += c;
  }
  return out;
}

std::string names_cell(const std::vector<std::pair<std::string, std::size_t>>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kNames; ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", names[i].first);
    if (names[i].second > 1) text += fmt::format(" ({} rows)", names[i].second);
  }
  if (names.size() > kNames) text += fmt::format(", and {} more", names.size() - kNames);
  return text;
}

}  // namespace

std::vector<std::string> gaps(const Sentences& sentences,
                              const std::vector<CorpusScript>& scripts) {
  const Citations all = citations(scripts);
  std::vector<std::string> ids;
  for (const Sentence& sentence : sentences.all()) {
    if (sentence.unseen.empty() && !all.contains(&sentence)) ids.push_back(sentence.id);
  }
  return ids;
}

std::string sentence_table(const Sentences& sentences, const std::vector<CorpusScript>& scripts) {
  const Citations all = citations(scripts);
  struct Tally {
    std::size_t sentences = 0, tested = 0, unseen = 0;
  };
  std::map<std::string, Tally> tallies;
  std::vector<std::string> order;
  for (const Sentence& sentence : sentences.all()) {
    if (!tallies.contains(sentence.source)) order.push_back(sentence.source);
    Tally& tally = tallies[sentence.source];
    ++tally.sentences;
    if (!sentence.unseen.empty()) ++tally.unseen;
    if (all.contains(&sentence)) ++tally.tested;
  }
  std::string out =
      "# Sentences and their scripts\n\nDrawn from corpus/sentences and the scripts of corpus by "
      "`parallax conformance --table`; not edited by hand.\n[conformance.md](conformance.md) says "
      "how to read and to run them.\n\n| source | sentences | tested | cannot be shown | gaps |\n"
      "|---|---|---|---|---|\n";
  for (const std::string& source : order) {
    const Tally& tally = tallies[source];
    out += fmt::format("| {} | {} | {} | {} | {} |\n", source, tally.sentences, tally.tested,
                       tally.unseen, tally.sentences - tally.tested - tally.unseen);
  }
  std::string source, section;
  for (const Sentence& sentence : sentences.all()) {
    if (sentence.source != source) out += fmt::format("\n## {}\n", sentence.source);
    if (sentence.source != source || sentence.section != section) {
      out += fmt::format("\n### {}\n\n| id | level | sentence | scripts |\n|---|---|---|---|\n",
                         sentence.section);
    }
    source = sentence.source;
    section = sentence.section;
    const auto it = all.find(&sentence);
    const std::string shown = it != all.end()           ? names_cell(it->second)
                              : sentence.unseen.empty() ? "**gap**"
                                                        : "none: " + cell(sentence.unseen);
    out += fmt::format("| {} | {} | {} | {} |\n", sentence.id, sentence.level, cell(sentence.text),
                       shown);
  }
  return out;
}

}  // namespace parallax
