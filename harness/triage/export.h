// Export: a script as a program that needs nothing of this project, for a bug report.
//
//   python   `import ssl` and the standard library; CPython 3.6 and later, PyPy, 2.7 with a backport
//   c++      libssl and libcrypto: `g++ FILE.cc -lssl -lcrypto`, OpenSSL or BoringSSL
//   script   the script itself, in its one layout
//
// A program carries the script's steps out in order, with certificates and keys inside it, and prints a
// line a step: its line in the script, the step, ` -> `, the outcome. Peers are objects of the same
// library. Outcomes are written as traces write them; a C++ program gives an exception its class and the
// library's own words. Randomness is the library's own, so octets and counts of octets differ from run to run.
//
// Threads: pure, but for reading the PKI. Complexity: linear in the script.
// Source: Python documentation, "ssl"; OpenSSL manual, ssl(7).
#ifndef PARALLAX_HARNESS_TRIAGE_EXPORT_H_
#define PARALLAX_HARNESS_TRIAGE_EXPORT_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/script/script.h"

namespace parallax {

enum class ExportForm : std::uint8_t { kPython, kCpp, kScript };
std::optional<ExportForm> parse_export_form(std::string_view word);  // "python", "c++", "script"

struct ExportOptions {
  std::filesystem::path pki;  // where the names of `cert=` and `ca=` are files
  std::string file;           // the script's path, for the title and for messages
};

// The error names the step that has no counterpart there, says why, and what to do:
// "FILE:7: `clock 5` cannot be exported to Python: …".
tl::expected<std::string, std::string> export_script(const Script& script, ExportForm form,
                                                     const ExportOptions& options);

// The text by which an exported program names a step, up to and with ` -> `; what it prints behind it is
// the outcome. Steps that were not read from a file are numbered from 1.
std::string exported_label(const Step& step, std::size_t index);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_EXPORT_H_
