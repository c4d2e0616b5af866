// Table: which sentence is tested by which script, and which cannot be and why, as the page docs/sentences.md.
//
// Threads: pure. Complexity: linear in sentences and citations.
#ifndef PARALLAX_HARNESS_CONFORMANCE_TABLE_H_
#define PARALLAX_HARNESS_CONFORMANCE_TABLE_H_

#include <string>
#include <vector>

#include "harness/conformance/book.h"

namespace parallax {

// The whole page. Sentences that have neither a script nor a reason stand out as gaps.
std::string sentence_table(const Sentences& sentences, const std::vector<CorpusScript>& scripts);

// The ids of those gaps.
std::vector<std::string> gaps(const Sentences& sentences, const std::vector<CorpusScript>& scripts);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_TABLE_H_
