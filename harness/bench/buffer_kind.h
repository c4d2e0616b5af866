// BufferKind: one kind of buffer, as the benches drive it. A table of functions, so that kinds that
// need a TLS library come from a shared object each and every kind costs the same indirect call.
#ifndef PARALLAX_HARNESS_BENCH_BUFFER_KIND_H_
#define PARALLAX_HARNESS_BENCH_BUFFER_KIND_H_

#include <cstddef>

namespace parallax::bench {

struct BufferKind {
  const char* name;
  const char* what;  // a few words for tables
  // A buffer in which up to `most` octets will wait (only kinds of fixed size care); null if there
  // is no memory.
  void* (*make)(std::size_t most);
  void (*free)(void* buffer);
  // All or nothing; false where it does not fit.
  bool (*write)(void* buffer, const char* octets, std::size_t count);
  // At most `count`; the number taken.
  std::size_t (*read)(void* buffer, char* out, std::size_t count);
};

// What a shared object of kinds exports, as `parallax_buffer_kinds`.
using BufferKinds = const BufferKind* (*)(std::size_t* count);

// Those that need no TLS library: segmented, string, deque, and memcpy, which is no buffer but the
// least that two copies can cost: a ring in which the writer is as far ahead as octets wait.
const BufferKind* plain_kinds(std::size_t* count);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_BUFFER_KIND_H_
