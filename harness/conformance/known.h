// Known failures: marks of real engines that were looked at by hand, each with a reason and a source.
//
// corpus/expectations/conformance/*.json; docs/conformance.md has the format. One that matches nothing any more,
// though its engine and its script were run, is stale and fails the run.
//
// Threads: one Known belongs to one thread. Errors: a text that names file and entry.
#ifndef PARALLAX_HARNESS_CONFORMANCE_KNOWN_H_
#define PARALLAX_HARNESS_CONFORMANCE_KNOWN_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/conformance/verdict.h"

namespace parallax {

struct KnownFailure {
  std::string file;
  std::string
      engine;  // glob over the engine's names (judge.h, names_of): "gnutls", "on OpenSSL 3.0.*"
  std::string script;  // glob over the script's name
  Mark mark = Mark::kFailed;
  std::string kind;  // "bug", or "difference" where the sentence leaves the engine a way out
  std::string reason, source;
  bool covered = false, matched = false;
};

class Known {
 public:
  static tl::expected<Known, std::string> load(const std::string& folder);
  // The entry that explains the mark on that script of an engine with these names, or null. Marks better than kPartly
  // need none, but may have one.
  const KnownFailure* match(const std::vector<std::string>& names, std::string_view script,
                            Mark mark);
  // Sentences, each about one stale entry.
  std::vector<std::string> stale() const;

 private:
  std::vector<KnownFailure> all_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_KNOWN_H_
