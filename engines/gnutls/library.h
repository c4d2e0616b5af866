// Library: what the engine sets in libgnutls for the whole process, and the random numbers it
// serves.
//
// libgnutls has had no call to replace its generator since 3.4, but it reaches gnutls_rnd() through
// its procedure linkage table. This module exports a gnutls_rnd() of its own, and the dynamic
// linker looks for symbols in a dlopen()ed module before its dependencies; so draws made while a
// stream is selected come from that stream, all others from the library. Where libgnutls was bound
// earlier (something else in the process has it in the global scope) the draws never come here;
// then draws_are_ours is false and the engine does not claim to be deterministic.
//
// Threads: the selected stream is the thread's own.
// Source: ld.so(8), dlopen(3); GnuTLS manual, "gnutls_rnd", "gnutls_global_set_time_function".
#ifndef PARALLAX_ENGINES_GNUTLS_LIBRARY_H_
#define PARALLAX_ENGINES_GNUTLS_LIBRARY_H_

#include "harness/contract/random.h"

namespace parallax::gnutls {

struct LibraryFacts {
  bool draws_are_ours = false;  // gnutls_rnd() inside the library reaches this module
  bool clock_is_ours = false;   // tickets and certificates obey time() and gettimeofday()
};

// Sets the library up, once a process.
const LibraryFacts& library();

// While it lives, this thread's draws come from `stream`. They nest.
class Draw {
 public:
  explicit Draw(Stream& stream);
  ~Draw();
  Draw(const Draw&) = delete;
  Draw& operator=(const Draw&) = delete;

 private:
  Stream* before_;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_LIBRARY_H_
