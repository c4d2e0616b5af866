#include "harness/host/library.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <link.h>

#include <array>
#include <string_view>
#include <utility>

namespace parallax {
namespace {

// Which Debian package has a library that the loader misses.
std::string_view package_of(std::string_view loader_message) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPackages = {{
      {"android/libssl", "android-libboringssl"},
      {"libssl.so.0", "android-libboringssl"},
      {"libssl.so.3", "libssl3"},
      {"libgnutls.so.30", "libgnutls30"},
  }};
  for (const auto& [file, package] : kPackages) {
    if (loader_message.find(file) != std::string_view::npos) return package;
  }
  return {};
}

}  // namespace

tl::expected<std::unique_ptr<Engine>, std::string> load_engine(const std::string& path,
                                                               const EngineConfig& config) {
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const std::string message = dlerror();
    const std::string_view package = package_of(message);
    return tl::unexpected(
        package.empty() ? message : fmt::format("{} (Debian package {})", message, package));
  }
  void* symbol = dlsym(library, kEngineFactoryName);
  if (symbol == nullptr) {
    return tl::unexpected(
        fmt::format("{}: no function {}(): not an engine", path, kEngineFactoryName));
  }
  std::string error;
  const auto factory = reinterpret_cast<EngineFactory>(symbol);
  std::unique_ptr<Engine> engine(factory(kEngineAbi, config, &error));
  if (engine == nullptr) return tl::unexpected(fmt::format("{}: {}", path, error));
  return engine;
}

std::vector<std::string> tls_libraries_loaded() {
  std::vector<std::string> found;
  const auto look = [](dl_phdr_info* info, std::size_t, void* out) {
    const std::string_view path = info->dlpi_name;
    const std::string_view file = path.substr(path.rfind('/') + 1);
    if (file.starts_with("libssl") || file.starts_with("libcrypto")) {
      static_cast<std::vector<std::string>*>(out)->emplace_back(path);
    }
    return 0;
  };
  dl_iterate_phdr(look, &found);
  return found;
}

}  // namespace parallax
