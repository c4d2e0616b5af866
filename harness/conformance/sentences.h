// Sentences: what the RFCs and Python's documentation demand, one by one, each with a name of its own.
//
// corpus/sentences/*.json, a file a source; docs/conformance.md says what is in them. Scripts name the
// sentence that they test (`# sentence: rfc8446-4.1.2-014 MUST`), and everything that is reported about
// conformance is counted by sentence.
//
// Threads: immutable once loaded. Complexity: find() is logarithmic. Errors: a text that names file, entry
// and what is wrong. Ownership: pointers live as long as the Sentences they came from.
#ifndef PARALLAX_HARNESS_CONFORMANCE_SENTENCES_H_
#define PARALLAX_HARNESS_CONFORMANCE_SENTENCES_H_

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace parallax {

struct Sentence {
  std::string id;       // "rfc8446-4.1.2-014": source, section, the how-manieth of the section
  std::string source;   // "RFC 8446"
  std::string section;  // "4.1.2"; of Python's documentation the name: "ssl.MemoryBIO.read"
  std::string
      level;  // "MUST" (also MUST NOT, SHALL, REQUIRED) or "SHOULD" (also SHOULD NOT, RECOMMENDED)
  std::string text;    // quoted
  std::string unseen;  // why no script can show whether it is kept; empty where one can
};

class Sentences {
 public:
  // Reads every .json of the folder, in order of name.
  static tl::expected<Sentences, std::string> load(const std::string& folder);

  const Sentence* find(std::string_view id) const;
  // The id that is spelt most like this one.
  std::string nearest_id(std::string_view id) const;
  // In the order of the files, and within a file in its order.
  const std::deque<Sentence>& all() const { return all_; }

 private:
  std::deque<Sentence> all_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_SENTENCES_H_
