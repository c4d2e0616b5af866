// Tables: from which probes are made. corpus/parity/*.json; docs/parity.md has the format.
//
// A table is a script with holes, `$value`, and for each hole the lists of what goes in. A list whose
// name begins with `@` is no part of a file: it comes from what the interpreters have (survey.h).
//
// Threads: plain value types. Complexity: linear in the files. Errors say which file, which table,
// and how to mend it.
#ifndef PARALLAX_HARNESS_PARITY_TABLES_H_
#define PARALLAX_HARNESS_PARITY_TABLES_H_

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace parallax {

// One thing that fills a hole: the word that names it in a probe's name, and its lines.
struct Filling {
  std::string word;
  std::vector<std::string> lines;
  bool operator==(const Filling&) const = default;
};
using Filler = std::vector<Filling>;
using Lists = std::map<std::string, Filler, std::less<>>;

// A hole of a table, and where its fillings come from: lists by name, then those written in the table.
struct Hole {
  std::string name;  // without `$`
  std::vector<std::string> lists;
  Filler own;
};

struct Table {
  std::string file;   // for messages
  std::string area;   // "bio.read.argument"
  std::string shows;  // a sentence, with holes
  std::string cite;
  std::vector<Hole> each;
  bool pairwise = false;  // every pair of fillings instead of every combination
  std::vector<std::string> script;
};

struct Tables {
  Lists lists;
  std::vector<Table> tables;

  // Every .json in a folder, in order of name; lists of all files are known to all.
  static tl::expected<Tables, std::string> load(const std::string& folder);
  // Adds what one file says.
  tl::expected<void, std::string> add(std::string_view json, const std::string& file);
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PARITY_TABLES_H_
