#include "harness/conformance/sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "harness/script/table.h"

namespace parallax {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

tl::expected<Sentence, std::string> read_sentence(const Json& json, const std::string& source) {
  Sentence sentence;
  sentence.source = source;
  if (!json.is_object()) return tl::unexpected(std::string("is no object"));
  for (const auto& [key, value] : json.items()) {
    std::string* field = key == "id"        ? &sentence.id
                         : key == "section" ? &sentence.section
                         : key == "level"   ? &sentence.level
                         : key == "text"    ? &sentence.text
                         : key == "unseen"  ? &sentence.unseen
                                            : nullptr;
    if (field == nullptr) return tl::unexpected(fmt::format("has an unknown key `{}`", key));
    if (!value.is_string() || value.get_ref<const std::string&>().empty())
      return tl::unexpected(fmt::format("`{}` is no text", key));
    *field = value.get<std::string>();
  }
  for (const auto* field : {&sentence.id, &sentence.section, &sentence.level, &sentence.text}) {
    if (field->empty()) return tl::unexpected(std::string("needs id, section, level and text"));
  }
  if (sentence.level != "MUST" && sentence.level != "SHOULD")
    return tl::unexpected(fmt::format("level `{}` is neither MUST nor SHOULD", sentence.level));
  return sentence;
}

}  // namespace

tl::expected<Sentences, std::string> Sentences::load(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (error || files.empty())
    return tl::unexpected(fmt::format("{}: no folder of sentences (*.json)", folder));
  std::sort(files.begin(), files.end());
  Sentences sentences;
  for (const fs::path& path : files) {
    std::ifstream file(path);
    const Json json = Json::parse(file, nullptr, false, true);
    if (!json.is_object() || !json.contains("source") || !json["source"].is_string() ||
        !json.contains("sentences") || !json["sentences"].is_array()) {
      return tl::unexpected(
          fmt::format("{}: expected {{ \"source\": …, \"sentences\": [ … ] }}", path.string()));
    }
    const std::string source = json["source"].get<std::string>();
    for (const Json& entry : json["sentences"]) {
      auto sentence = read_sentence(entry, source);
      if (!sentence) {
        return tl::unexpected(fmt::format("{}: sentence {} {}", path.string(),
                                          entry.value("id", std::string("?")), sentence.error()));
      }
      if (!sentences.by_id_.emplace(sentence->id, sentences.all_.size()).second)
        return tl::unexpected(fmt::format("{}: {} stands twice", path.string(), sentence->id));
      sentences.all_.push_back(std::move(*sentence));
    }
  }
  return sentences;
}

const Sentence* Sentences::find(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &all_[it->second];
}

std::string Sentences::nearest_id(std::string_view id) const {
  std::vector<std::string_view> ids;
  ids.reserve(all_.size());
  for (const Sentence& sentence : all_) ids.push_back(sentence.id);
  return std::string(nearest(id, ids));
}

}  // namespace parallax
