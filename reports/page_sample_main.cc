// Writes a page for page_test.py: reports_page_sample FILE SCRIPTS ENGINES [plain|hostile|clean].
// Given a results.jsonl as `from:PATH` in place of SCRIPTS, makes the page of that.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "reports/html.h"
#include "reports/results.h"
#include "reports/sample_rows.h"

namespace {

// Everything that has ever got out of a script element, an attribute or a text, in one string.
constexpr const char* kHostile =
    "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"
    "<!--<script>\"'`${document.title='PWNED'}]]>&lt;{{code}}\xE2\x80\xA8\x01\xFF";

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr
        << "usage: reports_page_sample FILE SCRIPTS|from:RESULTS ENGINES [plain|hostile|clean]\n";
    return 2;
  }
  const std::string source = argv[2];
  const std::string mode = argc > 4 ? argv[4] : "plain";
  std::vector<parallax::Row> rows;
  if (source.starts_with("from:")) {
    auto results = parallax::read_results(source.substr(5));
    if (!results) {
      std::cerr << results.error() << "\n";
      return 1;
    }
    rows = std::move(results->rows);
  } else {
    parallax::SampleOptions options;
    options.scripts = std::strtoul(source.c_str(), nullptr, 10);
    options.engines = std::strtoul(argv[3], nullptr, 10);
    options.hostile = mode == "hostile" ? kHostile : "";
    options.clean = mode == "clean";
    rows = parallax::sample_rows(options);
  }
  std::ofstream file(argv[1], std::ios::binary);
  file << parallax::html_page(rows);
  return file.flush() ? 0 : 1;
}
