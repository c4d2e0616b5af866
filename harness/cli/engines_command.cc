// parallax engines: which engines there are, and why one is not.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "engines/planted/planted.h"
#include "engines/planted/protocol.h"
#include "harness/cli/commands.h"
#include "harness/fmt/print.h"
#include "harness/host/process.h"
#include "harness/host/registry.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// The engines that the project knows by name, so that a missing one is said to be missing.
constexpr const char* kKnown[] = {"openssl", "boringssl", "gnutls"};

std::vector<EngineSpec> known_and_found(const Installation& installation) {
  std::vector<EngineSpec> specs = discover(installation);
  for (const char* name : kKnown) {
    const bool found = std::any_of(specs.begin(), specs.end(),
                                   [&](const EngineSpec& e) { return e.text == name; });
    if (!found) specs.push_back({EngineSpec::Kind::kLibrary, name, name, {}, {}});
  }
  return specs;
}

int list(bool json, bool planted) {
  const Installation installation = Installation::find();
  if (planted) {
    for (const Plant& plant : plants())
      print_out("planted:{:<26} {}\n", plant.name, plant.sentence);
    for (const Plant& plant : protocol_plants()) {
      print_out("planted:{:<26} of the protocol: {}\n", plant.name, plant.sentence);
    }
    return kExitOk;
  }
  for (const EngineSpec& spec : known_and_found(installation)) {
    const auto host = make_host(spec, installation);
    if (json) {
      nlohmann::ordered_json row = {{"engine", spec.text}, {"available", host.has_value()}};
      if (host) {
        const Identity& who = (*host)->identity();
        row.update({{"name", who.name},
                    {"family", who.family},
                    {"version", who.version},
                    {"library", who.library},
                    {"semantics", who.semantics},
                    {"capabilities", who.capabilities}});
      } else {
        row["why"] = host.error();
      }
      print_out("{}\n", row.dump());
    } else if (host) {
      const Identity& who = (*host)->identity();
      print_out("{}\n  {} {}, on {} (family {}), behaves as Python {}\n  {}\n", spec.text, who.name,
                who.version, who.library, who.family, who.semantics, joined(who.capabilities));
    } else {
      print_out("{}\n  unavailable: {}\n", spec.text, host.error());
    }
  }
  return kExitOk;
}

// Builds the family's adapter for another library: headers and libraries from `prefix`.
int add(const std::string& text) {
  const Installation installation = Installation::find();
  const auto spec = parse_engine_spec(text);
  const std::size_t at = text.find('@');
  if (!spec || at == std::string::npos) {
    complain(
        fmt::format("{}: an engine to add is NAME@PREFIX, for example openssl@/opt/openssl-3.5 or "
                    "boringssl@/src/boringssl",
                    text));
    return kExitMisuse;
  }
  const fs::path prefix = text.substr(at + 1);
  const fs::path script = installation.data() / "engines" / "family" / "add-engine";
  if (!fs::is_directory(prefix)) {
    complain(fmt::format(
        "{}: no such folder; give the prefix that the library was installed to, or its source "
        "tree with a build/ folder",
        prefix.string()));
    return kExitMisuse;
  }
  const fs::path target = installation.user_engines() / (spec->name + ".so");
  auto process =
      Process::start({{script.string(), fs::absolute(prefix).string(), target.string()}, {}});
  if (!process) {
    complain(process.error());
    return kExitMisuse;
  }
  const std::string how = process->wait(600000);
  if (!fs::exists(target) || how != "exited with status 0") {
    complain(fmt::format(
        "the adapter for {} could not be built ({}); the compiler's words are in {}.log", text, how,
        target.string()));
    return kExitMisuse;
  }
  print_out("{} is there: {}\n", text, target.string());
  return kExitOk;
}

}  // namespace

void add_engines(CLI::App& app, int* status) {
  struct Flags {
    bool json = false, planted = false;
    std::string prefix;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* command = app.add_subcommand(
      "engines", "list the engines, what each can do, and why one is unavailable");
  command->add_flag("--json", flags->json, "one JSON object a line");
  command->add_flag("--planted", flags->planted,
                    "list the deliberate bugs that `planted:BUG` names");
  CLI::App* adding =
      command->add_subcommand("add", "build the adapter for another library of OpenSSL's family");
  adding
      ->add_option("ENGINE", flags->prefix,
                   "NAME@PREFIX: openssl@/opt/openssl-3.5, boringssl@/src/boringssl")
      ->required();
  command->callback([flags, adding, status] {
    *status = adding->parsed() ? add(flags->prefix) : list(flags->json, flags->planted);
  });
}

}  // namespace parallax
