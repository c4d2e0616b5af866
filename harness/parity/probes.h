// Probes: small scripts, each asking one question, made from tables.
//
// A probe's name is AREA/WORD,WORD…, with a word for each hole of its table: `bio.read.argument/float`.
// It stays the same as long as the table and its words do, so that two runs can be compared.
//
// Threads: pure. Complexity: linear in what is made. Errors name the table.
#ifndef PARALLAX_HARNESS_PARITY_PROBES_H_
#define PARALLAX_HARNESS_PARITY_PROBES_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/parity/tables.h"

namespace parallax {

struct Probe {
  std::string area;  // "bio.read.argument"
  std::string name;  // "bio.read.argument/float"
  std::string text;  // a script of the language, with title, source and topic
};

// All probes of all tables. `survey` has the lists whose names begin with `@`; a table of one that is
// not there gives no probes.
tl::expected<std::vector<Probe>, std::string> make_probes(const Tables& tables,
                                                          const Lists& survey = {});

// Writes each to FOLDER/NAME.plx and gives the paths, in the order of the probes. Probes of an
// earlier run go first.
tl::expected<std::vector<std::string>, std::string> write_probes(const std::vector<Probe>& probes,
                                                                 const std::string& folder);

// "bio.read.argument" is of "bio".
std::string_view top_area(std::string_view area);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PARITY_PROBES_H_
