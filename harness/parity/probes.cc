#include "harness/parity/probes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "harness/script/pairwise.h"
#include "harness/script/script.h"

namespace parallax {
namespace {

using Error = tl::unexpected<std::string>;

// Holes in what fills a hole are filled as well; a table that goes round ends here.
constexpr int kDeepest = 8;

bool in_name(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// One combination of a table's fillings.
class Filled {
 public:
  Filled(const Table& table, const std::vector<Filler>& fillers,
         const std::vector<std::size_t>& row)
      : table_(table) {
    for (std::size_t i = 0; i < row.size(); ++i) chosen_.push_back(&fillers[i][row[i]]);
  }

  std::string name() const {
    std::string words;
    for (const Filling* filling : chosen_) words += (words.empty() ? "" : ",") + filling->word;
    return table_.area + "/" + (words.empty() ? "it" : words);
  }

  // The lines with every hole filled. The error names the hole that is none.
  tl::expected<std::vector<std::string>, std::string> lines(const std::vector<std::string>& with,
                                                            int depth = 0) const {
    std::vector<std::string> out;
    for (const std::string& line : with) {
      const Hole* hole = nullptr;
      std::size_t at = 0, end = 0;
      if (auto found = find_hole(line, &at, &end); !found)
        return Error(found.error());
      else
        hole = *found;
      if (hole == nullptr) {
        out.push_back(line);
        continue;
      }
      if (depth == kDeepest) return Error(fmt::format("`${}` fills itself", hole->name));
      const Filling& filling = *chosen_[static_cast<std::size_t>(hole - table_.each.data())];
      std::vector<std::string> next;
      if (at == 0 && end == line.size()) {
        next = filling.lines;  // a hole that is a whole line may be several, or none
      } else {
        if (filling.lines.size() != 1)
          return Error(fmt::format("`{}` is {} lines, and stands within one: {}", filling.word,
                                   filling.lines.size(), line));
        next = {line.substr(0, at) + filling.lines[0] + line.substr(end)};
      }
      auto inner = lines(next, depth + 1);
      if (!inner) return inner;
      out.insert(out.end(), inner->begin(), inner->end());
    }
    return out;
  }

  // The title's holes are filled with words.
  std::string title() const {
    std::string text = table_.shows;
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      const std::string hole = "$" + table_.each[i].name;
      for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at))
        text.replace(at, hole.size(), chosen_[i]->word);
    }
    return text;
  }

 private:
  tl::expected<const Hole*, std::string> find_hole(const std::string& line, std::size_t* at,
                                                   std::size_t* end) const {
    *at = line.find('$');
    if (*at == std::string::npos) return nullptr;
    *end = *at + 1;
    while (*end < line.size() && in_name(line[*end])) ++*end;
    const std::string name = line.substr(*at + 1, *end - *at - 1);
    const auto it = std::find_if(table_.each.begin(), table_.each.end(),
                                 [&](const Hole& hole) { return hole.name == name; });
    if (it == table_.each.end())
      return Error(fmt::format("`${}` is not among the holes of `each`", name));
    return &*it;
  }

  const Table& table_;
  std::vector<const Filling*> chosen_;
};

// What fills a hole; nothing if a list of the survey is not there.
tl::expected<std::optional<Filler>, std::string> fillers_of(const Hole& hole, const Tables& tables,
                                                            const Lists& survey) {
  Filler all = hole.own;
  for (const std::string& name : hole.lists) {
    const bool surveyed = name.starts_with('@');
    const Lists& lists = surveyed ? survey : tables.lists;
    const auto it = lists.find(name);
    if (it == lists.end()) {
      if (surveyed) return std::nullopt;
      return Error(fmt::format("`{}`: there is no list `{}`", hole.name, name));
    }
    for (const Filling& filling : it->second) {
      // What is a class on one interpreter may be an enumeration on the other: it is asked once.
      if (!surveyed || std::find(all.begin(), all.end(), filling) == all.end())
        all.push_back(filling);
    }
  }
  return all;
}

tl::expected<Probe, std::string> make_probe(const Table& table, const Filled& filled) {
  auto lines = filled.lines(table.script);
  if (!lines) return Error(lines.error());
  Probe probe{table.area, filled.name(), fmt::format("# {}\n", filled.title())};
  if (!table.cite.empty()) probe.text += fmt::format("# cite: {}\n", table.cite);
  probe.text += fmt::format("# topic: {}\n\n", table.area);
  for (const std::string& line : *lines) probe.text += line + "\n";
  const auto script = parse(probe.text, probe.name);
  if (!script) return Error(print(script.error()));
  probe.text = print(*script);
  return probe;
}

}  // namespace

std::string_view top_area(std::string_view area) { return area.substr(0, area.find('.')); }

tl::expected<std::vector<Probe>, std::string> make_probes(const Tables& tables,
                                                          const Lists& survey) {
  std::vector<Probe> probes;
  std::set<std::string> names;
  for (const Table& table : tables.tables) {
    const auto fail = [&](const std::string& why) {
      return Error(fmt::format("{}: {}: {}", table.file, table.area, why));
    };
    std::vector<Filler> fillers;
    std::vector<std::size_t> sizes;
    bool there = true;
    for (const Hole& hole : table.each) {
      auto filler = fillers_of(hole, tables, survey);
      if (!filler) return fail(filler.error());
      std::optional<Filler>& known = *filler;
      there &= known.has_value();
      if (!known) break;
      sizes.push_back(known->size());
      fillers.push_back(std::move(*known));
    }
    if (!there) continue;
    for (const auto& row : table.pairwise ? pairwise(sizes) : product(sizes)) {
      auto probe = make_probe(table, Filled(table, fillers, row));
      if (!probe) return fail(probe.error());
      if (!names.insert(probe->name).second)
        return fail(
            fmt::format("two probes are called {}; give words or areas of their own", probe->name));
      probes.push_back(std::move(*probe));
    }
  }
  return probes;
}

tl::expected<std::vector<std::string>, std::string> write_probes(const std::vector<Probe>& probes,
                                                                 const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::remove_all(folder, error);
  std::vector<std::string> paths;
  for (const Probe& probe : probes) {
    const fs::path path = fs::path(folder) / (probe.name + ".plx");
    fs::create_directories(path.parent_path(), error);
    if (error) return Error(fmt::format("{}: {}", path.parent_path().string(), error.message()));
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << probe.text;
    file.close();
    if (!file) return Error(fmt::format("{}: cannot be written; is the disk full?", path.string()));
    paths.push_back(path.string());
  }
  return paths;
}

}  // namespace parallax
