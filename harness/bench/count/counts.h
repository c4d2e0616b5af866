// What libparallax_count.so counts in the process that it is preloaded into. It stands in for the C
// library's malloc family, memcpy, memmove, memset and calls of sockets; what a compiler inlined is not seen.
#ifndef PARALLAX_HARNESS_BENCH_COUNT_COUNTS_H_
#define PARALLAX_HARNESS_BENCH_COUNT_COUNTS_H_

#include <stdint.h>

extern "C" {

// Octets unless said otherwise; of all threads together.
struct ParallaxCounts {
  uint64_t copied;       // by memcpy and memmove, and by realloc where it moved
  uint64_t cleared;      // by memset
  uint64_t allocations;  // calls
  int64_t held;          // allocated and not freed, as malloc_usable_size has it
  int64_t peak;          // most ever held since the last reset
  uint64_t
      system_calls;  // that carry octets or wait for them: read, write, send, recv, poll and their kin
};

// Since the last reset. `held` goes on.
void parallax_counts(struct ParallaxCounts* out);
// From here on: nothing copied, and the peak is what is held now.
void parallax_counts_reset(void);

}  // extern "C"

#endif  // PARALLAX_HARNESS_BENCH_COUNT_COUNTS_H_
