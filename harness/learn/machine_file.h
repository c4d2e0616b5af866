// MachineFile: a learned machine as a small text, to be kept, read and compared (docs/machines.md has the
// grammar and the rule of compatibility).
//
// Threads: pure. Complexity: linear in the text. Errors: sentences that name the line.
#ifndef PARALLAX_HARNESS_LEARN_MACHINE_FILE_H_
#define PARALLAX_HARNESS_LEARN_MACHINE_FILE_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/learn/learner.h"
#include "harness/learn/mealy.h"

namespace parallax::learn {

struct MachineFile {
  std::string engine;    // as people write it: "python:pypy3"
  std::string library;   // of the TLS library as it was loaded
  std::string alphabet;  // its name
  std::string detail;    // how finely outcomes were told apart: "accept", "class", "reason"
  Search search;
  std::string partial;  // why it is not all; empty: the search ended
  Mealy machine;
  bool operator==(const MachineFile& other) const {
    return engine == other.engine && library == other.library && alphabet == other.alphabet &&
           detail == other.detail && partial == other.partial && machine == other.machine;
  }
};

std::string print(const MachineFile& file);
tl::expected<MachineFile, std::string> read_machine(std::string_view text, std::string_view name);
tl::expected<MachineFile, std::string> load_machine(const std::string& path);

// `do_handshake flight read`; `(the beginning)` for the empty word.
std::string print(const Word& word, const std::vector<std::string>& inputs);

// The answer where nothing comes of an input, also of one that the alphabet leaves out.
inline constexpr const char* kIdle = "nothing";

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_MACHINE_FILE_H_
