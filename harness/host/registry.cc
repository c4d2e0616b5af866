#include "harness/host/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>

#include "harness/host/certificates_at.h"
#include "harness/host/child.h"
#include "harness/host/in_process.h"
#include "harness/host/library.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kForms =
    "an engine is openssl, boringssl, gnutls, openssl@PREFIX, openssl+segmented, python:PATH, "
    "python:PATH+MODULE, "
    "cmd:COMMAND or planted:BUG "
    "(`parallax engines` lists those at hand)";

constexpr std::string_view kSegmentedSuffix = "+segmented";

// Debian's package, where a missing engine is a missing package.
std::string_view package_hint(std::string_view engine) {
  if (engine == "openssl") return "; Debian package libssl-dev, then build again";
  if (engine == "boringssl") return "; Debian package android-libboringssl-dev, then build again";
  if (engine == "gnutls") return "; Debian package libgnutls28-dev, then build again";
  return "";
}

std::vector<std::string> split_words(std::string_view command) {
  return {"/bin/sh", "-c", "exec " + std::string(command)};
}

// `PATH+MODULE` or `PATH+MODULE:FORM`. A `+` in the path itself is no mark: what follows the last one
// must look like a module, and there must be no file of the whole name.
void split_module(EngineSpec* spec) {
  static const std::regex pattern("(.+)\\+([A-Za-z_][A-Za-z0-9_.]*(:[a-z]+)?)");
  std::smatch parts;
  std::error_code error;
  if (!std::regex_match(spec->name, parts, pattern) || fs::exists(spec->name, error)) return;
  spec->module = parts[2];
  spec->name = std::string(parts[1]);
}

std::vector<fs::path> search_path() {
  std::vector<fs::path> folders;
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    folders.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return folders;
}

tl::expected<std::unique_ptr<Host>, std::string> start_child(Command command,
                                                             const std::string& pki,
                                                             const HostOptions& options) {
  ChildOptions child;
  child.timeout = options.timeout;
  child.pki = pki;
  auto host = ChildHost::start(std::move(command), std::move(child));
  if (!host) return tl::unexpected(host.error());
  return std::unique_ptr<Host>(std::move(*host));
}

Command host_command(const Installation& installation, const EngineSpec& spec,
                     const std::string& pki) {
  Command command;
  command.arguments = {installation.host_program().string(), "--pki", pki};
  if (!spec.semantics.empty()) {
    command.arguments.emplace_back("--semantics");
    command.arguments.push_back(spec.semantics);
  }
  if (!spec.buffer.empty()) {
    command.arguments.emplace_back("--buffer");
    command.arguments.push_back(spec.buffer);
  }
  const bool planted = spec.kind == EngineSpec::Kind::kPlanted;
  if (planted) {
    command.arguments.emplace_back("--plant");
    command.arguments.push_back(spec.name);
  }
  command.arguments.push_back(
      installation.engine_library(planted ? "openssl" : spec.name).string());
  return command;
}

}  // namespace

tl::expected<EngineSpec, std::string> parse_engine_spec(std::string_view text) {
  EngineSpec spec;
  if (const std::size_t question = text.find("?semantics="); question != std::string_view::npos) {
    spec.semantics = text.substr(question + 11);
    text = text.substr(0, question);
  }
  spec.text = spec.name = text;
  const auto take = [&](std::string_view prefix, EngineSpec::Kind kind) {
    if (!text.starts_with(prefix)) return false;
    spec.kind = kind;
    spec.name = text.substr(prefix.size());
    return true;
  };
  if (take("python:", EngineSpec::Kind::kPython) || take("cmd:", EngineSpec::Kind::kCommand) ||
      take("planted:", EngineSpec::Kind::kPlanted)) {
    if (spec.name.empty())
      return tl::unexpected(fmt::format("{}: nothing after the colon; {}", text, kForms));
    if (spec.kind == EngineSpec::Kind::kPython) split_module(&spec);
    return spec;
  }
  static const std::regex name_pattern("[A-Za-z0-9_-]+(@[^ ]+)?(\\+segmented)?");
  if (!std::regex_match(spec.name, name_pattern)) {
    return tl::unexpected(
        fmt::format("{} is no engine; {}", text.empty() ? "an empty text" : text, kForms));
  }
  if (spec.name.ends_with(kSegmentedSuffix)) {
    spec.buffer = kSegmented;
    spec.name.resize(spec.name.size() - kSegmentedSuffix.size());
  }
  // A prefix is a path; the library that was built for it is a file.
  std::replace(spec.name.begin(), spec.name.end(), '/', '_');
  return spec;
}

tl::expected<std::unique_ptr<Host>, std::string> make_host(const EngineSpec& spec,
                                                           const Installation& installation,
                                                           const HostOptions& options) {
  return make_host_at(spec, installation, options, installation.pki().string());
}

tl::expected<std::unique_ptr<Host>, std::string> make_host_at(const EngineSpec& spec,
                                                              const Installation& installation,
                                                              const HostOptions& options,
                                                              const std::string& pki) {
  switch (spec.kind) {
    case EngineSpec::Kind::kPython: {
      Command command;
      command.arguments = {spec.name, "-B", installation.python_engine().string()};
      if (!spec.module.empty()) {
        for (const std::string& word : {std::string("--module"), spec.module, std::string("--path"),
                                        installation.backport().string()}) {
          command.arguments.push_back(word);
        }
      }
      if (fs::exists(installation.clock_library())) {
        command.environment = {"LD_PRELOAD=" + installation.clock_library().string()};
      }
      return start_child(std::move(command), pki, options);
    }
    case EngineSpec::Kind::kCommand:
      return start_child({split_words(spec.name), {}}, pki, options);
    case EngineSpec::Kind::kPlanted:
      if (options.where == Where::kChild)
        return start_child(host_command(installation, spec, pki), pki, options);
      return tl::unexpected(
          fmt::format("{}: planted engines live in a child (--host child)", spec.text));
    case EngineSpec::Kind::kLibrary:
      break;
  }
  const fs::path library = installation.engine_library(spec.name);
  if (!fs::exists(library)) {
    std::vector<std::string> built = installation.engine_names();
    const std::vector<std::string_view> known(built.begin(), built.end());
    const std::string_view near = nearest(spec.name, known);
    return tl::unexpected(fmt::format("{}: not built{}{}; {}", spec.text, package_hint(spec.name),
                                      near.empty() ? "" : fmt::format("; did you mean {}?", near),
                                      kForms));
  }
  if (options.where == Where::kChild)
    return start_child(host_command(installation, spec, pki), pki, options);
  auto engine = load_engine(library.string(),
                            {.pki = pki, .semantics = spec.semantics, .buffer = spec.buffer});
  if (!engine) return tl::unexpected(engine.error());
  return std::make_unique<InProcessHost>(std::move(*engine));
}

std::vector<EngineSpec> discover(const Installation& installation) {
  std::vector<EngineSpec> found;
  for (const std::string& name : installation.engine_names()) {
    found.push_back({EngineSpec::Kind::kLibrary, name, name, {}, {}, {}});
  }
  static const std::regex interpreter("(python3(\\.[0-9]+)?|pypy3(\\.[0-9]+)?)");
  std::vector<fs::path> candidates;
  std::error_code error;
  for (const fs::path& folder : search_path()) {
    // pyenv's shims are scripts that choose a version; the versions themselves are looked at below.
    if (folder.filename() == "shims") continue;
    const fs::path real = fs::canonical(folder, error);  // /bin is /usr/bin on many systems
    if (error) continue;
    for (const auto& entry : fs::directory_iterator(real, error)) {
      if (std::regex_match(entry.path().filename().string(), interpreter))
        candidates.push_back(entry.path());
    }
  }
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  if (home != nullptr) {
    for (const auto& entry : fs::directory_iterator(fs::path(home) / ".pyenv/versions", error)) {
      const std::string version = entry.path().filename().string();
      if (!version.starts_with("2.")) candidates.push_back(entry.path() / "bin/python");
    }
  }
  std::sort(candidates.begin(), candidates.end());
  std::set<fs::path> seen;
  for (const fs::path& candidate : candidates) {
    const fs::path real = fs::canonical(candidate, error);
    if (error || !seen.insert(real).second) continue;
    found.push_back({EngineSpec::Kind::kPython,
                     "python:" + candidate.string(),
                     candidate.string(),
                     {},
                     {},
                     {}});
  }
  return found;
}

}  // namespace parallax
