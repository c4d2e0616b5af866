// Shared: the core's objects as the extension's Python objects hold them, each with a lock.
//
// The interpreter's lock is given up around the library's work, so another thread may come to an object
// that is busy. It waits: the library's objects may be used by one thread at a time, and a caller's
// mistake must not become a crash. The locks are recursive, since an SNI callback may use the very
// connection that it was called for.
//
// Order of locks: a thread that waits for one of these has given up the interpreter's lock; several are
// taken by std::scoped_lock, which cannot deadlock. Two callbacks, in two threads, that each use the
// other's connection do deadlock, as they would with any lock.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_SHARED_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_SHARED_H_

#include <memory>
#include <mutex>

#include "engines/backport/native/python.h"
#include "engines/family/bio.h"
#include "harness/buffer/segmented_buffer.h"

namespace parallax::backport {

using Lock = std::recursive_mutex;

// Holds a lock; lets other Python threads run while it waits.
class Held {
 public:
  explicit Held(Lock& lock) : lock_(lock) {
    if (lock_.try_lock()) return;
    const Unlocked others;
    lock_.lock();
  }
  ~Held() { lock_.unlock(); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

 private:
  Lock& lock_;
};

// What the core's objects work with: Python 3.13's behaviour. One for each, since it keeps the errno and
// the notes of the operation under way.
std::shared_ptr<family::Runtime> new_runtime();

// A memory BIO and its lock, held by the MemoryBIO and by the connections that use it.
struct SharedBio {
  SharedBio();
  family::Bio bio{new_runtime()};
  Lock lock;
  // What the BIO holds; null where there was no memory for its kind, and it is one of the library's.
  SegmentedBuffer* buffer;
  bool ended = false;  // by write_eof()
};

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_SHARED_H_
