// Expectations: the differences that are known, each with a pattern, a reason and a source.
//
// corpus/expectations/*.json, comments allowed; docs/expectations.md has the format. One that
// matches nothing any more fails the run, as long as the run covered what it speaks of.
//
// Threads: one Expectations belongs to one thread; merge() joins what several have seen.
#ifndef PARALLAX_HARNESS_COMPARE_EXPECTATIONS_H_
#define PARALLAX_HARNESS_COMPARE_EXPECTATIONS_H_

#include <regex>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/compare/finding.h"
#include "harness/compare/python_versions.h"
#include "harness/script/script.h"

namespace parallax {

struct Expectation {
  std::string file;  // where it stands, for messages
  std::size_t number = 0;
  std::string script = "*";     // glob over the script's path below the corpus
  std::string engine = "*";     // glob over the engine's names (judge.h, names_of)
  std::string reference = "*";  // glob over the reference's names, for what is compared with it
  std::string rule = "*";       // glob over the finding's rule
  std::string step = "";        // regular expression found in the step's text; empty: any
  std::string seen = "";        // regular expression found in what was seen; empty: any
  std::string expected = "";  // regular expression found in what the other side showed; empty: any
  std::vector<std::string> earlier;  // regular expressions, each found in some step before
  std::string errors;   // regular expression found in the reasons of both sides' errors; empty: any
  std::string level;    // word of the finding's level; empty: any
  std::string since;    // a change of Python or of a library (python_versions.h); empty: none
  std::string seen_of;  // which side of that change `seen` is of: "after", "before"; or unsaid
  std::string kind;     // "difference" or "bug"
  std::string reason, source;      // both required
  std::string owner, bug, review;  // optional: who, the tracker's link, when to look again
  std::regex step_pattern, seen_pattern, expected_pattern, errors_pattern;
  std::vector<std::regex> earlier_patterns;
  std::string changed;                // what `since` is a change of: "" for Python, or "OpenSSL"
  std::vector<PythonVersion> change;  // and from which versions on
  std::size_t matched = 0;            // findings explained in this run
  bool covered = false;               // a script and an engine it speaks of were run together
};

// Who is spoken of: an engine, and the reference that it was compared with. Names are all that each
// goes by; the reference has none where there is none or the engine is the reference itself.
struct Sides {
  std::vector<std::string> engine, reference;
  Level limit = Level::kBytes;  // the finest level that the two are compared at
};

class Expectations {
 public:
  // Reads every .json in a folder, in order of name. The error names file, entry and how to mend
  // it.
  static tl::expected<Expectations, std::string> load(const std::string& folder);
  static tl::expected<Expectations, std::string> parse(std::string_view json, std::string file);

  // Notes that `script` ran on an engine, and what that was compared with.
  void cover(const std::string& script, const Sides& sides);
  // The first expectation that matches; it is then counted. Null when there is none. `earlier` are the script's steps before
  // the finding's.
  const Expectation* match(const Finding& finding, const Sides& sides,
                           std::span<const Step> earlier = {});
  // Those that were covered and matched nothing.
  std::vector<const Expectation*> stale() const;
  void merge(const Expectations& other);
  const std::vector<Expectation>& all() const { return all_; }
  // Those that speak of this script alone or among others: all that matter to who runs nothing else.
  Expectations about(std::string_view script) const;

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
