#include "harness/parity/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "harness/script/table.h"

namespace parallax {
namespace {

using Json = nlohmann::ordered_json;
using Error = tl::unexpected<std::string>;

constexpr std::array<std::string_view, 6> kKeys = {"area", "shows",    "cite",
                                                   "each", "pairwise", "script"};

// Words stand in names of files.
bool is_word(const std::string& text) {
  static const std::regex pattern("[A-Za-z0-9_.*+-]+");
  return std::regex_match(text, pattern);
}

tl::expected<std::vector<std::string>, std::string> read_lines(const Json& json) {
  if (json.is_string()) return std::vector{json.get<std::string>()};
  std::vector<std::string> lines;
  if (!json.is_array()) return Error("expected a text or a list of texts");
  for (const Json& line : json) {
    if (!line.is_string()) return Error("expected a text or a list of texts");
    lines.push_back(line.get<std::string>());
  }
  return lines;
}

tl::expected<Filler, std::string> read_filler(const Json& json) {
  Filler filler;
  if (!json.is_object()) return Error("a list is an object: { \"word\": \"text\", … }");
  for (const auto& [word, value] : json.items()) {
    if (!is_word(word))
      return Error(fmt::format("`{}` is no word: letters, digits, and . _ * + - alone", word));
    auto lines = read_lines(value);
    if (!lines) return Error(fmt::format("`{}`: {}", word, lines.error()));
    filler.push_back({word, std::move(*lines)});
  }
  return filler;
}

tl::expected<Hole, std::string> read_hole(const std::string& name, const Json& json) {
  Hole hole{name, {}, {}};
  if (json.is_object()) {
    auto own = read_filler(json);
    if (!own) return Error(own.error());
    hole.own = std::move(*own);
    return hole;
  }
  auto lists = read_lines(json);
  if (!lists) return Error("expected the name of a list, several, or a list");
  hole.lists = std::move(*lists);
  return hole;
}

tl::expected<Table, std::string> read_table(const Json& json) {
  Table table;
  if (!json.is_object()) return Error("expected an object { … }");
  for (const auto& [key, value] : json.items()) {
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
      const std::string_view near = nearest(key, kKeys);
      return Error(fmt::format("unknown key `{}`{}; the keys are {}", key,
                               near.empty() ? "" : fmt::format(", did you mean `{}`?", near),
                               fmt::join(kKeys, ", ")));
    }
  }
  for (const char* key : {"area", "shows", "script"}) {
    if (!json.contains(key)) return Error(fmt::format("`{}` is missing", key));
  }
  for (const auto& [key, field] :
       {std::pair{"area", &Table::area}, {"shows", &Table::shows}, {"cite", &Table::cite}}) {
    if (!json.contains(key)) continue;
    if (!json[key].is_string()) return Error(fmt::format("`{}` must be a text", key));
    table.*field = json[key].get<std::string>();
  }
  if (!is_word(table.area)) return Error(fmt::format("the area `{}` is no word", table.area));
  if (json.contains("pairwise")) {
    if (!json["pairwise"].is_boolean()) return Error("`pairwise` must be true or false");
    table.pairwise = json["pairwise"].get<bool>();
  }
  auto script = read_lines(json["script"]);
  if (!script) return Error("`script`: " + script.error());
  table.script = std::move(*script);
  if (json.contains("each") && !json["each"].is_object())
    return Error("`each` must be an object { \"hole\": … }");
  if (json.contains("each")) {
    for (const auto& [name, value] : json["each"].items()) {
      auto hole = read_hole(name, value);
      if (!hole) return Error(fmt::format("`{}`: {}", name, hole.error()));
      table.each.push_back(std::move(*hole));
    }
  }
  return table;
}

}  // namespace

tl::expected<void, std::string> Tables::add(std::string_view json, const std::string& file) {
  Json root;
  try {
    root = Json::parse(json.begin(), json.end(), nullptr, true, true);
  } catch (const nlohmann::json::exception& error) {
    return Error(fmt::format("{}: not JSON: {}", file, error.what()));
  }
  if (!root.is_object())
    return Error(fmt::format("{}: expected an object with `lists` and `tables`", file));
  for (const auto& [key, value] : root.items()) {
    if (key != "lists" && key != "tables")
      return Error(fmt::format("{}: unknown key `{}`; the keys are lists, tables", file, key));
    if (key == "lists" ? !value.is_object() : !value.is_array())
      return Error(fmt::format("{}: `{}` must be {}", file, key,
                               key == "lists" ? "an object { … }" : "a list [ … ]"));
  }
  const Json named = root.value("lists", Json::object());
  for (const auto& [name, value] : named.items()) {
    auto filler = read_filler(value);
    if (!filler) return Error(fmt::format("{}: list `{}`: {}", file, name, filler.error()));
    if (!lists.emplace(name, std::move(*filler)).second)
      return Error(fmt::format("{}: list `{}` is there already; give it another name", file, name));
  }
  std::size_t number = 0;
  const Json entries = root.value("tables", Json::array());
  for (const Json& entry : entries) {
    ++number;
    auto table = read_table(entry);
    if (!table) return Error(fmt::format("{}: table {}: {}", file, number, table.error()));
    table->file = file;
    tables.push_back(std::move(*table));
  }
  return {};
}

tl::expected<Tables, std::string> Tables::load(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".json") files.push_back(it->path());
  }
  if (error) return Error(fmt::format("{}: cannot be read: {}", folder, error.message()));
  std::sort(files.begin(), files.end());
  Tables all;
  for (const fs::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (auto added = all.add(text, file.string()); !added) return Error(added.error());
  }
  if (all.tables.empty()) return Error(fmt::format("{}: no table of probes in it", folder));
  return all;
}

}  // namespace parallax
