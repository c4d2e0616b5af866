// Export: the whole conformance corpus as one JSON, for harnesses that are not ours.
//
// Sentences, scripts under their stable names, what each needs of an implementation (features), and the octets that
// the other end sends, as they were in a run against the fixed peer's library, which is the same on every
// machine. docs/corpus.schema.json is the format.
//
// Threads: starts engines of its own. Complexity: one run a script. Errors: the harness's own.
#ifndef PARALLAX_HARNESS_CONFORMANCE_EXPORT_H_
#define PARALLAX_HARNESS_CONFORMANCE_EXPORT_H_

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/conformance/book.h"
#include "harness/host/installation.h"

namespace parallax {

// Words for what a script needs: "role:server", "tls:1.3", "puppet", "certificate:client-expired",
// "message:key_update", "extension:cookie", "alert:illegal_parameter", "operation:unwrap". Sorted.
std::vector<std::string> features_of(const Script& script);

tl::expected<std::string, std::string> export_corpus(const Sentences& sentences,
                                                     const std::vector<CorpusScript>& scripts,
                                                     const Installation& installation);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_EXPORT_H_
