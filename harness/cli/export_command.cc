// parallax export: a script as a program for a bug report.

#include <fmt/format.h>

#include <fstream>
#include <memory>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/triage/export.h"

namespace parallax {
namespace {

struct ExportFlags {
  std::string path, form = "python", out;
};

int export_one(const ExportFlags& flags) {
  const auto script = load_script(flags.path);
  if (!script) {
    complain(script.error());
    return kExitMisuse;
  }
  const auto text = export_script(*script, *parse_export_form(flags.form),
                                  {.pki = Installation::find().pki(), .file = flags.path});
  if (!text) {
    complain(text.error());
    return kExitMisuse;
  }
  if (flags.out.empty()) {
    fmt::print("{}", *text);
    return kExitOk;
  }
  std::ofstream file(flags.out, std::ios::binary | std::ios::trunc);
  file << *text;
  file.flush();
  if (!file) {
    complain(
        fmt::format("{}: cannot be written; does its folder exist, and is there room?", flags.out));
    return kExitMisuse;
  }
  return kExitOk;
}

}  // namespace

void add_export(CLI::App& app, int* status) {
  auto flags = std::make_shared<ExportFlags>();
  CLI::App* command = app.add_subcommand(
      "export", "write a script as a program that needs nothing of Parallax, for a bug report");
  command->add_option("SCRIPT", flags->path, "the script's file")->required();
  command->add_option("--as", flags->form, "python or script")
      ->check(CLI::IsMember({"python", "script"}))
      ->capture_default_str();
  command->add_option("--out,-o", flags->out, "the file to write (default: stdout)");
  command->footer(
      "Examples:\n  parallax export case.plx --as python -o case.py && python3 case.py");
  command->callback([flags, status] { *status = export_one(*flags); });
}

}  // namespace parallax
