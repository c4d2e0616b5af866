// parallax export: a script as a program for a bug report, or what it sent as a capture file.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/fmt/print.h"
#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"
#include "harness/run/trace_capture.h"
#include "harness/triage/export.h"

namespace parallax {
namespace {

struct ExportFlags {
  std::string path, form = "python", out, engine = "openssl";
  std::uint64_t seed = 1;
};

int write_program(const std::string& text, const ExportFlags& flags) {
  if (flags.out.empty()) {
    write_out(text);
    return kExitOk;
  }
  std::ofstream file(flags.out, std::ios::binary | std::ios::trunc);
  file << text;
  file.flush();
  if (file) return kExitOk;
  complain(
      fmt::format("{}: cannot be written; does its folder exist, and is there room?", flags.out));
  return kExitMisuse;
}

// Runs the script on the engine, and writes what went over the wire.
int export_capture(const Script& script, const ExportFlags& flags) {
  const Installation installation = Installation::find();
  const auto spec = parse_engine_spec(flags.engine);
  if (!spec) {
    complain(spec.error());
    return kExitMisuse;
  }
  const auto subject = make_host(*spec, installation);
  if (!subject) {
    complain(subject.error());
    return kExitMisuse;
  }
  const auto peer = make_peer(installation);
  if (!peer) {
    complain(peer.error());
    return kExitOwnFault;
  }
  const Trace trace = execute(script, flags.path, **subject, peer->get(), {.seed = flags.seed});
  const bool said = std::any_of(trace.entries.begin(), trace.entries.end(),
                                [](const Entry& entry) { return !entry.transfers.empty(); });
  if (!said) {
    complain(
        fmt::format("{}: nothing went over the wire, so there is nothing to capture; a script "
                    "carries octets with `move`, `pump` or `NAME.out.read`",
                    flags.path));
    return kExitMisuse;
  }
  return write_program(capture_of(script, trace, "parallax " PARALLAX_VERSION), flags);
}

int export_one(const ExportFlags& flags) {
  const auto script = load_script(flags.path);
  if (!script) {
    complain(script.error());
    return kExitMisuse;
  }
  if (flags.form == "pcapng") return export_capture(*script, flags);
  const auto text = export_script(*script, *parse_export_form(flags.form),
                                  {.pki = Installation::find().pki(), .file = flags.path});
  if (!text) {
    complain(text.error());
    return kExitMisuse;
  }
  return write_program(*text, flags);
}

}  // namespace

void add_export(CLI::App& app, int* status) {
  auto flags = std::make_shared<ExportFlags>();
  CLI::App* command = app.add_subcommand(
      "export",
      "write a script as a program that needs nothing of Parallax, or as a decrypted capture");
  command->add_option("SCRIPT", flags->path, "the script's file")->required();
  command->add_option("--as", flags->form, "python, c++, script or pcapng")
      ->check(CLI::IsMember({"python", "c++", "script", "pcapng"}))
      ->capture_default_str();
  command->add_option("--out,-o", flags->out, "the file to write (default: stdout)");
  command->add_option("--engine,-e", flags->engine, "pcapng: the engine that runs it")
      ->capture_default_str();
  command->add_option("--seed", flags->seed, "pcapng: of a script that names none")
      ->capture_default_str();
  command->footer(
      "Examples:\n  parallax export case.plx --as python -o case.py && python3 case.py\n"
      "  parallax export case.plx --as c++ -o case.cc && g++ case.cc -lssl -lcrypto && ./a.out\n"
      "  parallax export case.plx --as pcapng -e boringssl -o case.pcapng && wireshark "
      "case.pcapng");
  command->callback([flags, status] { *status = export_one(*flags); });
}

}  // namespace parallax
