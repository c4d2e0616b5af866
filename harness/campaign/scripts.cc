// Which scripts a campaign runs, and as which Python.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "harness/campaign/campaign.h"

namespace parallax {
namespace fs = std::filesystem;

tl::expected<std::vector<std::string>, std::string> find_scripts(
    const std::vector<std::string>& paths) {
  std::set<std::string> found;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
      found.insert(fs::path(path).lexically_normal().string());
      continue;
    }
    if (!fs::is_directory(path, error)) {
      return tl::unexpected(
          fmt::format("{}: no such file or folder; give a .plx file, or a folder of them", path));
    }
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
      if (entry.path().extension() == ".plx")
        found.insert(entry.path().lexically_normal().string());
    }
  }
  return std::vector<std::string>(found.begin(), found.end());
}

std::vector<std::string> shard_of(const std::vector<std::string>& scripts, unsigned index,
                                  unsigned count) {
  std::vector<std::string> mine;
  for (std::size_t i = index; i < scripts.size(); i += count) mine.push_back(scripts[i]);
  return mine;
}

tl::expected<Script, std::string> load_script(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected(fmt::format("{}: cannot be read", path));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto script = parse(text, path);
  if (!script) return tl::unexpected(print(script.error()));
  return std::move(*script);
}

std::string choose_reference(const std::vector<EngineSpec>& engines, const std::string& wanted) {
  if (!wanted.empty()) return wanted;
  // The system's own Python 3 is on the system's own TLS library, as `openssl` is: the closest kin.
  const auto is_system = [](const EngineSpec& e) { return e.text == "python:/usr/bin/python3"; };
  const auto is_cpython = [](const EngineSpec& e) {
    return e.kind == EngineSpec::Kind::kPython && e.module.empty() &&
           e.name.find("pypy") == std::string::npos;
  };
  auto found = std::find_if(engines.begin(), engines.end(), is_system);
  if (found == engines.end()) found = std::find_if(engines.begin(), engines.end(), is_cpython);
  if (found != engines.end()) return found->text;
  // A planted bug is never what others are measured by.
  found = std::find_if(engines.begin(), engines.end(),
                       [](const EngineSpec& e) { return e.kind != EngineSpec::Kind::kPlanted; });
  if (found != engines.end()) return found->text;
  return engines.empty() ? std::string() : engines.front().text;
}

tl::expected<void, std::string> follow_reference(std::vector<EngineSpec>* engines,
                                                 const std::string& reference,
                                                 const Installation& installation) {
  const auto it = std::find_if(engines->begin(), engines->end(),
                               [&](const EngineSpec& e) { return e.text == reference; });
  if (it == engines->end()) {
    return tl::unexpected(fmt::format("the reference {} is not among the engines; add --engine {}",
                                      reference, reference));
  }
  if (it->kind != EngineSpec::Kind::kPython) return {};
  const auto host = make_host(*it, installation);
  if (!host) return tl::unexpected(host.error());
  std::string semantics = (*host)->identity().semantics;
  if (semantics.starts_with("pypy-")) semantics.erase(0, 5);
  for (EngineSpec& engine : *engines) {
    const bool chooses =
        engine.kind == EngineSpec::Kind::kLibrary || engine.kind == EngineSpec::Kind::kPlanted;
    if (!chooses || !engine.semantics.empty()) continue;
    engine.semantics = semantics;
    // An engine of one Python's semantics only keeps its own.
    if (!make_host(engine, installation)) engine.semantics.clear();
  }
  return {};
}

}  // namespace parallax
