// Expectations: the differences that are known, each with a pattern, a reason and a source.
//
// corpus/expectations/*.json, comments allowed; docs/expectations.md has the format. One that
// matches nothing any more fails the run, as long as the run covered what it speaks of.
//
// Threads: one Expectations belongs to one thread; merge() joins what several have seen.
#ifndef PARALLAX_HARNESS_COMPARE_EXPECTATIONS_H_
#define PARALLAX_HARNESS_COMPARE_EXPECTATIONS_H_

#include <regex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/compare/finding.h"

namespace parallax {

struct Expectation {
  std::string file;  // where it stands, for messages
  std::size_t number = 0;
  std::string script = "*";  // glob over the script's path below the corpus
  std::string engine = "*";  // glob over the engine's name, and over "name/version", "family:NAME"
  std::string rule = "*";    // glob over the finding's rule
  std::string step = "";     // regular expression found in the step's text; empty: any
  std::string seen = "";     // regular expression found in what was seen; empty: any
  std::string kind;          // "difference" or "bug"
  std::string reason, source;      // both required
  std::string owner, bug, review;  // optional: who, the tracker's link, when to look again
  std::regex step_pattern, seen_pattern;
  std::size_t matched = 0;  // findings explained in this run
  bool covered = false;     // a script and an engine it speaks of were run together
};

class Expectations {
 public:
  // Reads every .json in a folder, in order of name. The error names file, entry and how to mend
  // it.
  static tl::expected<Expectations, std::string> load(const std::string& folder);
  static tl::expected<Expectations, std::string> parse(std::string_view json, std::string file);

  // Notes that `script` ran on an engine that goes by these names.
  void cover(const std::string& script, const std::vector<std::string>& engine_names);
  // The first expectation that matches; it is then counted. Null when there is none.
  const Expectation* match(const Finding& finding, const std::vector<std::string>& engine_names);
  // Those that were covered and matched nothing.
  std::vector<const Expectation*> stale() const;
  void merge(const Expectations& other);
  const std::vector<Expectation>& all() const { return all_; }

 private:
  std::vector<Expectation> all_;
};

// Shell-like: `*` any run of characters, `?` one; matches the whole text.
bool glob_matches(std::string_view pattern, std::string_view text);

// The part of a script's path that patterns are about: what is below the last folder `corpus`, or
// all of it where there is none.
std::string_view below_corpus(std::string_view path);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_EXPECTATIONS_H_
