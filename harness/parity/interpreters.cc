#include "harness/parity/interpreters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <set>
#include <system_error>

namespace parallax {
namespace fs = std::filesystem;
namespace {

bool is_program(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  constexpr auto kAnyExec = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
  return !error && fs::is_regular_file(status) &&
         (status.permissions() & kAnyExec) != fs::perms::none;
}

std::string in_engine(const fs::path& program, const std::string& module) {
  return "python:" + program.string() + (module.empty() ? "" : "+" + module);
}

// The folders below `folder`, sorted by name, the highest version first.
std::vector<fs::path> versions_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    found.push_back(it->path());
  const auto key = [](const fs::path& path) {
    std::vector<unsigned long> numbers;
    const std::string name = path.filename().string();
    static const std::regex number("\\d{1,9}");
    for (std::sregex_iterator it(name.begin(), name.end(), number), end; it != end; ++it)
      numbers.push_back(std::stoul(it->str()));
    return numbers;
  };
  std::sort(found.begin(), found.end(),
            [&](const fs::path& a, const fs::path& b) { return key(a) > key(b); });
  return found;
}

}  // namespace

Places places_of(const std::vector<std::string>& roots) {
  Places places;
  // The roots were asked for: they come first.
  for (const std::string& root : roots) {
    for (const char* folder : {"bin", "usr/bin", "usr/local/bin"})
      places.path.push_back(fs::path(root) / folder);
    places.versions.push_back(fs::path(root));
    places.versions.push_back(fs::path(root) / "versions");
  }
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path folder(rest.substr(0, end));
    if (folder.filename() != "shims") places.path.push_back(folder);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  if (home != nullptr) places.versions.push_back(fs::path(home) / ".pyenv/versions");
  return places;
}

tl::expected<EngineSpec, std::string> find_interpreter(std::string_view word,
                                                       const std::string& module,
                                                       const Places& places) {
  for (const std::string_view prefix : {"python:", "cmd:", "planted:"}) {
    if (!word.starts_with(prefix)) continue;
    if (!module.empty())
      return tl::unexpected(
          fmt::format("{}: --module goes with an interpreter's name or path", word));
    return parse_engine_spec(word);
  }
  if (word.find('/') != std::string_view::npos) {
    if (!is_program(word))
      return tl::unexpected(fmt::format("{}: there is no program of that path", word));
    return parse_engine_spec(in_engine(word, module));
  }
  for (const fs::path& folder : places.path) {
    if (is_program(folder / word)) return parse_engine_spec(in_engine(folder / word, module));
  }
  for (const fs::path& folder : places.versions) {
    for (const fs::path& version : versions_in(folder)) {
      const std::string name = version.filename().string();
      const bool named = name == word || name.starts_with(std::string(word) + ".");
      for (const fs::path& program : {version / "bin" / word, version / "bin/python"}) {
        if ((named || program.filename() == word) && is_program(program))
          return parse_engine_spec(in_engine(program, module));
      }
    }
  }
  return tl::unexpected(fmt::format(
      "{}: no such interpreter on PATH, under ~/.pyenv/versions or in a --root; give its "
      "path, or `parallax engines` to see what is found",
      word));
}

std::vector<EngineSpec> all_interpreters(const std::string& module, const Places& places) {
  static const std::regex interpreter("(python3(\\.[0-9]+)?|pypy3(\\.[0-9]+)?)");
  std::vector<fs::path> candidates;
  for (const fs::path& folder : places.path) {
    std::vector<fs::path> here;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (std::regex_match(it->path().filename().string(), interpreter)) here.push_back(it->path());
    }
    std::sort(here.begin(), here.end());
    candidates.insert(candidates.end(), here.begin(), here.end());
  }
  for (const fs::path& folder : places.versions) {
    for (const fs::path& version : versions_in(folder)) {
      if (!version.filename().string().starts_with("2."))
        candidates.push_back(version / "bin/python");
    }
  }
  std::vector<EngineSpec> found;
  std::set<fs::path> seen;
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    const fs::path real = fs::canonical(candidate, error);
    if (error || !is_program(real) || !seen.insert(real).second) continue;
    if (auto spec = parse_engine_spec(in_engine(candidate, module)))
      found.push_back(std::move(*spec));
  }
  return found;
}

}  // namespace parallax
