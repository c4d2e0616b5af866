#include "harness/compare/python_versions.h"

#include <algorithm>
#include <regex>

namespace parallax {
namespace {

PythonVersion version_of(const std::cmatch& match) {
  const auto part = [&](std::size_t i) { return match[i].matched ? std::stoi(match[i].str()) : 0; };
  return {part(1), part(2), part(3)};
}

}  // namespace

std::optional<PythonVersion> python_version(std::string_view text) {
  static const std::regex pattern(R"((\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?)");
  std::cmatch match;
  if (!std::regex_search(text.data(), text.data() + text.size(), match, pattern))
    return std::nullopt;
  return version_of(match);
}

std::optional<std::vector<PythonVersion>> parse_change(std::string_view text) {
  static const std::regex whole(
      R"(\d{1,3}\.\d{1,3}(\.\d{1,3})?(, *\d{1,3}\.\d{1,3}(\.\d{1,3})?)*)");
  if (!std::regex_match(text.begin(), text.end(), whole)) return std::nullopt;
  std::vector<PythonVersion> change;
  while (!text.empty()) {
    const auto version = python_version(text);
    if (!version) return std::nullopt;
    change.push_back(*version);
    const std::size_t comma = text.find(',');
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  std::sort(change.begin(), change.end());
  return change;
}

bool has_change(const std::vector<PythonVersion>& change, const PythonVersion& version) {
  if (change.empty()) return false;
  const PythonVersion& last = change.back();
  if (version >= last) return true;
  return std::any_of(change.begin(), change.end(), [&](const PythonVersion& first) {
    return first[0] == version[0] && first[1] == version[1] && version >= first;
  });
}

}  // namespace parallax
