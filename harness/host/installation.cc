#include "harness/host/installation.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace parallax {
namespace fs = std::filesystem;
namespace {

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read once, at the start
  return value == nullptr ? std::string() : std::string(value);
}

fs::path user_folder() {
  if (const std::string home = from_environment("PARALLAX_HOME"); !home.empty())
    return fs::path(home) / "engines";
  if (const std::string data = from_environment("XDG_DATA_HOME"); !data.empty()) {
    return fs::path(data) / "parallax" / "engines";
  }
  return fs::path(from_environment("HOME")) / ".local/share/parallax/engines";
}

}  // namespace

Installation Installation::find() {
  std::error_code error;
  return {fs::read_symlink("/proc/self/exe", error), PARALLAX_SOURCE_DIR};
}

Installation::Installation(const fs::path& binary, const fs::path& source) : user_(user_folder()) {
  const fs::path beside = binary.parent_path();
  const bool one_folder =
      fs::exists(beside / "lib" / "parallax") && fs::exists(beside / "share" / "parallax");
  const fs::path prefix = one_folder ? beside : beside.parent_path();
  bin_ = one_folder ? beside : prefix / "bin";
  libraries_ = prefix / "lib" / "parallax";
  const fs::path share = prefix / "share" / "parallax";
  data_ = fs::exists(share) ? share : source;
  const fs::path built = prefix / "backport" / "py27";
  backport_ = fs::exists(built) ? built : data_ / "engines" / "backport";
}

fs::path Installation::engine_library(const std::string& name) const {
  const fs::path own = libraries_ / (name + ".so");
  return fs::exists(own) ? own : user_ / (name + ".so");
}

std::vector<std::string> Installation::engine_names() const {
  std::set<std::string> names;
  for (const fs::path& folder : {libraries_, user_}) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const std::string stem = entry.path().stem().string();
      if (entry.path().extension() == ".so" && stem != kPeerEngine && stem != kPlantedEngine &&
          !stem.starts_with("lib"))
        names.insert(stem);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace parallax
