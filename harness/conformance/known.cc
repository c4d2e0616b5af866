#include "harness/conformance/known.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "harness/compare/expectations.h"

namespace parallax {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::optional<Mark> mark_of(std::string_view word) {
  for (const Mark mark : kMarks) {
    if (mark_word(mark) == word) return mark;
  }
  return std::nullopt;
}

tl::expected<KnownFailure, std::string> read_entry(const Json& json) {
  KnownFailure known;
  std::string mark;
  if (!json.is_object()) return tl::unexpected(std::string("is no object"));
  for (const auto& [key, value] : json.items()) {
    std::string* field = key == "engine"   ? &known.engine
                         : key == "script" ? &known.script
                         : key == "mark"   ? &mark
                         : key == "kind"   ? &known.kind
                         : key == "reason" ? &known.reason
                         : key == "source" ? &known.source
                                           : nullptr;
    if (field == nullptr || !value.is_string())
      return tl::unexpected(fmt::format("has an unknown key, or one that is no text: `{}`", key));
    *field = value.get<std::string>();
  }
  const auto read = mark_of(mark);
  if (!read || *read == Mark::kStrictly || *read == Mark::kUnsupported)
    return tl::unexpected(fmt::format("mark `{}` is none of as-meant, partly, failed", mark));
  known.mark = *read;
  if (known.kind != "bug" && known.kind != "difference")
    return tl::unexpected(fmt::format("kind `{}` is neither bug nor difference", known.kind));
  if (known.engine.empty() || known.script.empty() || known.reason.empty() || known.source.empty())
    return tl::unexpected(std::string("needs engine, script, mark, kind, reason and source"));
  return known;
}

}  // namespace

tl::expected<Known, std::string> Known::load(const std::string& folder) {
  Known known;
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) {
    std::ifstream file(path);
    const Json json = Json::parse(file, nullptr, false, true);
    if (!json.is_array())
      return tl::unexpected(fmt::format("{}: expected a list of objects", path.string()));
    for (std::size_t i = 0; i < json.size(); ++i) {
      auto entry = read_entry(json[i]);
      if (!entry) {
        return tl::unexpected(fmt::format("{}: entry {} {}", path.string(), i + 1, entry.error()));
      }
      entry->file = path.filename().string();
      known.all_.push_back(std::move(*entry));
    }
  }
  return known;
}

const KnownFailure* Known::match(const std::vector<std::string>& names, std::string_view script,
                                 Mark mark) {
  const KnownFailure* found = nullptr;
  for (KnownFailure& known : all_) {
    if (!glob_matches(known.script, script)) continue;
    const bool meant = std::ranges::any_of(
        names, [&](const std::string& name) { return glob_matches(known.engine, name); });
    if (!meant) continue;
    known.covered = true;
    if (known.mark != mark) continue;
    known.matched = true;
    if (found == nullptr) found = &known;
  }
  return found;
}

std::vector<std::string> Known::stale() const {
  std::vector<std::string> sentences;
  for (const KnownFailure& known : all_) {
    if (!known.covered || known.matched) continue;
    sentences.push_back(
        fmt::format("stale: {}: {} on {} is {} no more; remove the entry or mend its pattern",
                    known.file, known.engine, known.script, mark_word(known.mark)));
  }
  return sentences;
}

}  // namespace parallax
