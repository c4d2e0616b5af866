// Book: many short scripts in one file, each under a name, and the scripts of the corpus that cite a sentence.
//
// A book (.plxs) is text. What stands before the first script is prose, after `#`, and the values that scripts
// may be varied by; each script begins with a line `=== NAME` and is else what a .plx file is:
//
//     vary version
//       1.3  1.3
//       1.2  1.2
//
//     === records/broken-tag
//     # A record that does not decrypt is refused.
//     # sentence: rfc8446-5.2-003 MUST
//     object a server tls=$version
//     …
//
// A script with `$version` stands for one script a row of a covering array of strength 2 over the values that it
// names, called `records/broken-tag[version=1.3]`. Names are stable: reports, exports and expectations use them.
//
// Threads: pure. Complexity: linear, and that of pairwise(). Errors: a text that names file and script.
#ifndef PARALLAX_HARNESS_CONFORMANCE_BOOK_H_
#define PARALLAX_HARNESS_CONFORMANCE_BOOK_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "harness/conformance/sentences.h"
#include "harness/script/script.h"

namespace parallax {

// A choice of one value: ("version", "1.3").
using Choice = std::pair<std::string, std::string>;

struct CorpusScript {
  std::string name;   // "records/broken-tag[version=1.3]", or the path below corpus/ without .plx
  std::string path;   // the file that it stands in
  std::string text;   // as it runs
  std::string array;  // the name without its choices, where it is one row of several; else empty
  std::vector<Choice> choices;
  Script script;
  std::vector<const Sentence*> sentences;  // at least one
};

// The scripts of one book. `file` is for messages.
tl::expected<std::vector<CorpusScript>, std::string> read_book(std::string_view text,
                                                               const std::string& file,
                                                               const Sentences& sentences);

// All books, and all .plx files with a `# sentence:` line, at or below the paths; in order of name. A name
// that stands twice is an error.
tl::expected<std::vector<CorpusScript>, std::string> load_corpus(
    const std::vector<std::string>& paths, const Sentences& sentences);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_BOOK_H_
