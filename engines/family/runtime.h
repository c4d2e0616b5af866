// Runtime: what the contexts and objects of one engine share, and the guard around library calls.
//
// Threads: a Runtime belongs to the thread of its engine; the guard's selection is the thread's
// own.
#ifndef PARALLAX_ENGINES_FAMILY_RUNTIME_H_
#define PARALLAX_ENGINES_FAMILY_RUNTIME_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engines/family/library.h"
#include "engines/family/semantics.h"
#include "harness/contract/outcome.h"
#include "harness/contract/random.h"

namespace parallax::family {

struct Runtime {
  Semantics semantics;
  std::string pki;
  const BIO_METHOD* bio_method = BIO_s_mem();  // of every MemoryBIO
  std::uint64_t seed = 0;
  Stream base;  // the stream named "": draws while no context or object is at work
  // errno as the script's operations leave it: 0 at its start, and out of reach of all that the
  // harness does in between.
  int saved_errno = 0;
  std::vector<Note> notes;  // of the operation under way
  bool keeps_key_log = false;
  std::vector<std::string> key_log;  // of all objects since begin()

  void begin(std::uint64_t new_seed, bool keep_key_log = false) {
    seed = new_seed;
    keeps_key_log = keep_key_log;
    key_log.clear();
    base = Stream(seed, "");
    saved_errno = 0;
    notes.clear();
  }
  Stream stream(std::string_view name) const { return {seed, name}; }
  // An exception that Python could only print.
  void unraisable(const PythonError& error);
  void warning(std::string_view category, std::string_view text);
};

// What was drawn while a recorder was set: the octets of each draw, in order.
using Recording = std::vector<std::string>;

// What a thread draws from, and how often it has. One variable, since the loader is asked for where a thread's own is.
struct Selection {
  Stream* stream = nullptr;
  Stream* base = nullptr;
  Recording* recording = nullptr;
  std::uint64_t draws = 0;
};

// Guard: while it lives, this thread's library draws from `stream`, errno is the script's, and
// notes are the operation's own. Guards nest, as operations do inside callbacks.
class Guard {
 public:
  Guard(Runtime& runtime, Stream& stream, Recording* recording = nullptr);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  // The outcome with the notes taken since the guard was made.
  Outcome finish(Outcome outcome);
  // Whether this thread has drawn since the guard was made.
  bool has_drawn() const;

 private:
  Runtime& runtime_;
  Selection& here_;
  Selection outer_;
  int outer_errno_;
  std::vector<Note> outer_notes_;
};

// Makes the library draw from streams. Returns whether it does: the same stream twice gives the
// same random octets and the same key. Complexity: two key generations, once a process.
bool install_random();
// What the library's random method calls.
void draw(void* out, std::size_t length);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_RUNTIME_H_
