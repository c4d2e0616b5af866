// What the writers of exported programs share.
#ifndef PARALLAX_HARNESS_TRIAGE_WRITER_H_
#define PARALLAX_HARNESS_TRIAGE_WRITER_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/triage/export.h"

namespace parallax {

// A piece of source text, or why a step has no counterpart.
using Source = tl::expected<std::string, std::string>;

Source export_python(const Script& script, const ExportOptions& options);
Source export_cpp(const Script& script, const ExportOptions& options);

// "FILE:7: `clock 5` cannot be exported to Python: why".
std::string cannot(const Step& step, std::string_view language, std::string_view why,
                   const ExportOptions& options);

// The title and the sources of a script, as comment lines behind `mark`.
std::string title_lines(const Script& script, const ExportOptions& options, std::string_view mark);

// Names of the script as identifiers of the other language: themselves unless taken.
class Identifiers {
 public:
  explicit Identifiers(std::set<std::string, std::less<>> taken) : taken_(std::move(taken)) {}
  // The same name gives the same identifier each time.
  const std::string& of(std::string_view name);

 private:
  std::set<std::string, std::less<>> taken_;
  std::map<std::string, std::string, std::less<>> made_;
};

// The files of the test PKI that a program holds: names such as "p256.pem" with their text. A name
// without a file is left out, and the program fails to open it as the engine does.
class PemFiles {
 public:
  explicit PemFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void add(const std::string& name);
  const std::map<std::string, std::string>& all() const { return files_; }

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string> files_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_WRITER_H_
