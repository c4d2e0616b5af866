// parallax-host: one C++ engine in a process of its own, speaking the engine protocol.
//
//   parallax-host [--pki DIR] [--semantics VERSION] [--buffer segmented] [--plant BUG] ENGINE.so

#include <dlfcn.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "engines/planted/planted.h"
#include "engines/planted/protocol.h"
#include "harness/fmt/print.h"
#include "harness/host/installation.h"
#include "harness/host/library.h"
#include "harness/host/serve.h"

namespace {

constexpr int kMisuse = 2;

struct Options {
  parallax::EngineConfig config;
  std::string plant, library;
};

bool parse(int argc, char** argv, Options* options) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    std::string* value = flag == "--pki"         ? &options->config.pki
                         : flag == "--semantics" ? &options->config.semantics
                         : flag == "--buffer"    ? &options->config.buffer
                         : flag == "--plant"     ? &options->plant
                                                 : nullptr;
    if (value != nullptr) {
      if (++i == argc) return false;
      *value = argv[i];
    } else if (flag.starts_with("--") || !options->library.empty()) {
      return false;
    } else {
      options->library = flag;
    }
  }
  return !options->library.empty();
}

// Bugs inside the protocol are in a library of their own, beside the engine that was asked for.
tl::expected<std::unique_ptr<parallax::Engine>, std::string> make_protocol_plant(
    const Options& options) {
  const std::string path =
      (std::filesystem::path(options.library).parent_path() / parallax::kPlantedEngine).string() +
      ".so";
  auto engine = parallax::load_engine(path, options.config);
  if (!engine) return engine;
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  const auto function = reinterpret_cast<parallax::PlantFunction>(
      library == nullptr ? nullptr : dlsym(library, parallax::kPlantFunction));
  if (function == nullptr || function(options.plant.c_str()) == 0)
    return tl::unexpected(fmt::format("{} has no bug called {}", path, options.plant));
  return engine;
}

tl::expected<std::unique_ptr<parallax::Engine>, std::string> make(const Options& options) {
  if (parallax::is_protocol_plant(options.plant)) return make_protocol_plant(options);
  auto engine = parallax::load_engine(options.library, options.config);
  if (!engine || options.plant.empty()) return engine;
  auto planted = parallax::plant(options.plant, std::move(*engine));
  if (planted != nullptr) return planted;
  std::string known;
  for (const parallax::Plant& plant : parallax::plants()) known += fmt::format(" {}", plant.name);
  for (const parallax::Plant& plant : parallax::protocol_plants())
    known += fmt::format(" {}", plant.name);
  return tl::unexpected(
      fmt::format("no planted bug is called {}; there are:{}", options.plant, known));
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, &options)) {
    parallax::print_err(
        "usage: parallax-host [--pki DIR] [--semantics VERSION] [--buffer segmented] "
        "[--plant BUG] ENGINE.so\n"
        "Answers the engine protocol (docs/protocol.md) on stdin and stdout.\n");
    return kMisuse;
  }
  // stdout belongs to the protocol; what a library prints goes to stderr.
  const int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return kMisuse;
  return parallax::serve([&options] { return make(options); }, STDIN_FILENO, out);
}
