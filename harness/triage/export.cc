#include "harness/triage/export.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "harness/triage/writer.h"

namespace parallax {

std::optional<ExportForm> parse_export_form(std::string_view word) {
  if (word == "python") return ExportForm::kPython;
  if (word == "c++") return ExportForm::kCpp;
  if (word == "script") return ExportForm::kScript;
  return std::nullopt;
}

tl::expected<std::string, std::string> export_script(const Script& script, ExportForm form,
                                                     const ExportOptions& options) {
  switch (form) {
    case ExportForm::kPython:
      return export_python(script, options);
    case ExportForm::kCpp:
      return export_cpp(script, options);
    case ExportForm::kScript:
      break;
  }
  return print(script);
}

std::string exported_label(const Step& step, std::size_t index) {
  const std::size_t line = step.line > 0 ? static_cast<std::size_t>(step.line) : index + 1;
  return fmt::format("{}: {} -> ", line, print(step, false));
}

std::string cannot(const Step& step, std::string_view language, std::string_view why,
                   const ExportOptions& options) {
  const std::string place =
      step.line > 0 ? fmt::format("{}:{}", options.file, step.line) : options.file;
  return fmt::format("{}: `{}` cannot be exported to {}: {}", place, print(step, false), language,
                     why);
}

std::string title_lines(const Script& script, const ExportOptions& options, std::string_view mark) {
  std::string out;
  const std::string title = script.title();
  if (!title.empty()) out += fmt::format("{} {}\n", mark, title);
  for (const std::string& cite : script.notes("cite")) out += fmt::format("{} {}\n", mark, cite);
  if (!out.empty()) out += fmt::format("{}\n", mark);
  out += fmt::format("{} Made from {} by `parallax export`.\n", mark,
                     std::filesystem::path(options.file).filename().string());
  return out;
}

const std::string& Identifiers::of(std::string_view name) {
  const auto known = made_.find(name);
  if (known != made_.end()) return known->second;
  std::string chosen(name);
  while (taken_.contains(chosen)) chosen += '_';
  taken_.insert(chosen);
  return made_.emplace(name, std::move(chosen)).first->second;
}

void PemFiles::add(const std::string& name) {
  // A name is a word of the script; one that is a path would take a file from elsewhere along.
  if (name.find('/') != std::string::npos || files_.contains(name)) return;
  std::ifstream file(folder_ / name, std::ios::binary);
  if (!file) return;
  std::ostringstream text;
  text << file.rdbuf();
  files_.emplace(name, std::move(text).str());
}

}  // namespace parallax
