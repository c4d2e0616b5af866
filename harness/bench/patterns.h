// Patterns: the ways in which buffers are driven, each a turn that carries octets through and leaves
// as many waiting as there were.
#ifndef PARALLAX_HARNESS_BENCH_PATTERNS_H_
#define PARALLAX_HARNESS_BENCH_PATTERNS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "harness/bench/buffer_kind.h"

namespace parallax::bench {

// One place in the plane that is measured. Units: octets.
struct Case {
  std::string pattern;  // a word of patterns()
  std::size_t chunk = 0, backlog = 0;

  // "ping-pong/chunk:16/backlog:1048576".
  std::string name() const;
};

// A buffer and the memory its turns need; owns both.
class Load {
 public:
  Load(const BufferKind& kind, const Case& what);
  ~Load();
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  // False where the kind cannot hold so much, or there is no memory.
  bool ready() const { return buffer_ != nullptr && filled_; }
  // One turn; the octets it carried, in and out again. 0: the buffer failed.
  std::size_t turn();
  // Makes the buffer and what waits in it; to be called once, before turn(). Everything else was
  // allocated before: what is held more after it is the buffer's.
  void fill();
  // Takes out all that waits.
  void drain();

 private:
  std::size_t run();
  bool put(std::size_t count) { return kind_.write(buffer_, in_.data(), count); }
  bool take(std::size_t count) { return kind_.read(buffer_, out_.data(), count) == count; }
  std::size_t consumer(std::size_t received, std::size_t piece, std::size_t sent_at_most);

  const BufferKind& kind_;
  const Case what_;
  std::string in_, out_;
  void* buffer_ = nullptr;
  bool filled_ = false;
};

struct Pattern {
  const char* name;
  const char* what;  // one line for tables
};
const std::vector<Pattern>& patterns();

// The cases of a run: every pattern, over chunks and backlogs. `large`: 1 GiB waiting too.
std::vector<Case> cases(bool large);
// Those of a pattern's cases that a kind can be asked for: nothing is run that would take minutes.
bool sensible(const BufferKind& kind, const Case& what);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_PATTERNS_H_
