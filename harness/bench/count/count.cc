// libparallax_count.so. No C++ library, no initialisation: it is called before any of either.
#include <dlfcn.h>
#include <malloc.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "harness/bench/count/counts.h"

// glibc's own, under the names it keeps for stand-ins.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* old, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* memory);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {

ParallaxCounts counts;  // relaxed additions: a figure, not a protocol

template <typename T>
void add(T* to, T what) {
  __atomic_fetch_add(to, what, __ATOMIC_RELAXED);
}

void* taken(void* memory) {
  if (memory == nullptr) return nullptr;
  add(&counts.allocations, uint64_t{1});
  const auto held = __atomic_add_fetch(
      &counts.held, static_cast<int64_t>(malloc_usable_size(memory)), __ATOMIC_RELAXED);
  if (held > __atomic_load_n(&counts.peak, __ATOMIC_RELAXED)) {
    __atomic_store_n(&counts.peak, held, __ATOMIC_RELAXED);
  }
  return memory;
}

void given_back(void* memory) {
  if (memory != nullptr) add(&counts.held, -static_cast<int64_t>(malloc_usable_size(memory)));
}

using Copy = void* (*)(void*, const void*, size_t);
using Set = void* (*)(void*, int, size_t);

// Before the real one is found, and while it is: dlsym itself copies.
void* slow_copy(void* to, const void* from, size_t count) {
  auto* out = static_cast<volatile char*>(to);
  const auto* in = static_cast<const volatile char*>(from);
  if (out <= in) {
    for (size_t i = 0; i < count; ++i) out[i] = in[i];
  } else {
    for (size_t i = count; i > 0; --i) out[i - 1] = in[i - 1];
  }
  return to;
}
void* slow_set(void* to, int value, size_t count) {
  auto* out = static_cast<volatile char*>(to);
  for (size_t i = 0; i < count; ++i) out[i] = static_cast<char>(value);
  return to;
}

template <typename... Arguments>
long asked(long number, Arguments... arguments) {
  add(&counts.system_calls, uint64_t{1});
  return syscall(number, arguments...);
}

Copy real_copy = slow_copy;
Set real_set = slow_set;

__attribute__((constructor)) void find_real() {
  if (void* found = dlsym(RTLD_NEXT, "memmove")) real_copy = reinterpret_cast<Copy>(found);
  if (void* found = dlsym(RTLD_NEXT, "memset")) real_set = reinterpret_cast<Set>(found);
}

}  // namespace

#define PARALLAX_EXPORT extern "C" __attribute__((visibility("default")))

PARALLAX_EXPORT void* malloc(size_t size) { return taken(__libc_malloc(size)); }
PARALLAX_EXPORT void* calloc(size_t count, size_t size) {
  return taken(__libc_calloc(count, size));
}
PARALLAX_EXPORT void* realloc(void* old, size_t size) {
  const size_t before = old == nullptr ? 0 : malloc_usable_size(old);
  void* memory = __libc_realloc(old, size);
  if (memory == nullptr && size != 0) return nullptr;
  add(&counts.held, -static_cast<int64_t>(before));
  if (memory != old && old != nullptr && memory != nullptr) {
    add(&counts.copied, static_cast<uint64_t>(before < size ? before : size));
  }
  return taken(memory);
}
PARALLAX_EXPORT void* memalign(size_t alignment, size_t size) {
  return taken(__libc_memalign(alignment, size));
}
PARALLAX_EXPORT void* aligned_alloc(size_t alignment, size_t size) {
  return taken(__libc_memalign(alignment, size));
}
PARALLAX_EXPORT int posix_memalign(void** out, size_t alignment, size_t size) {
  *out = taken(__libc_memalign(alignment, size));
  return *out == nullptr ? 12 : 0;  // ENOMEM
}
PARALLAX_EXPORT void free(void* memory) {
  given_back(memory);
  __libc_free(memory);
}
PARALLAX_EXPORT void* memcpy(void* to, const void* from, size_t count) {
  add(&counts.copied, static_cast<uint64_t>(count));
  return real_copy(to, from, count);
}
PARALLAX_EXPORT void* memmove(void* to, const void* from, size_t count) {
  add(&counts.copied, static_cast<uint64_t>(count));
  return real_copy(to, from, count);
}
PARALLAX_EXPORT void* memset(void* to, int value, size_t count) {
  add(&counts.cleared, static_cast<uint64_t>(count));
  return real_set(to, value, count);
}

// syscall() sets errno as the C library's own do. A machine without poll or epoll_wait has them in its C library
// on top of others, and they are not counted there.
PARALLAX_EXPORT ssize_t read(int fd, void* to, size_t count) {
  return asked(SYS_read, fd, to, count);
}
PARALLAX_EXPORT ssize_t write(int fd, const void* from, size_t count) {
  return asked(SYS_write, fd, from, count);
}
PARALLAX_EXPORT ssize_t readv(int fd, const iovec* to, int count) {
  return asked(SYS_readv, fd, to, count);
}
PARALLAX_EXPORT ssize_t writev(int fd, const iovec* from, int count) {
  return asked(SYS_writev, fd, from, count);
}
PARALLAX_EXPORT ssize_t recv(int fd, void* to, size_t count, int flags) {
  return asked(SYS_recvfrom, fd, to, count, flags, nullptr, nullptr);
}
PARALLAX_EXPORT ssize_t send(int fd, const void* from, size_t count, int flags) {
  return asked(SYS_sendto, fd, from, count, flags, nullptr, 0);
}
PARALLAX_EXPORT ssize_t recvmsg(int fd, msghdr* to, int flags) {
  return asked(SYS_recvmsg, fd, to, flags);
}
PARALLAX_EXPORT ssize_t sendmsg(int fd, const msghdr* from, int flags) {
  return asked(SYS_sendmsg, fd, from, flags);
}
#ifdef SYS_poll
PARALLAX_EXPORT int poll(pollfd* what, nfds_t count, int milliseconds) {
  return static_cast<int>(asked(SYS_poll, what, count, milliseconds));
}
#endif
#ifdef SYS_epoll_wait
PARALLAX_EXPORT int epoll_wait(int fd, epoll_event* events, int most, int milliseconds) {
  return static_cast<int>(asked(SYS_epoll_wait, fd, events, most, milliseconds));
}
#endif

PARALLAX_EXPORT void parallax_counts(ParallaxCounts* out) { *out = counts; }
PARALLAX_EXPORT void parallax_counts_reset() {
  counts.copied = counts.cleared = counts.allocations = counts.system_calls = 0;
  counts.peak = counts.held;
}
