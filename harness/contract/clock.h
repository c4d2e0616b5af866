// Clock: the time that scripts see.
//
// Programs that hold engines define time() and gettimeofday() themselves (clock_main.cc, linked into
// them whole, or preloaded as libparallax_clock.so into interpreters), so that tickets, which embed the
// time, and certificates, which are judged by it, come out the same on every day.
//
// Threads: each thread has a clock of its own. Source: POSIX time(), gettimeofday().
#ifndef PARALLAX_HARNESS_CONTRACT_CLOCK_H_
#define PARALLAX_HARNESS_CONTRACT_CLOCK_H_

#include <cstdint>

// Sets this thread's clock, seconds since 1970; it then stands still. 0 gives the real time again.
// The name is C so that any language can find it (engines/python does, through ctypes).
extern "C" void parallax_set_clock(std::int64_t seconds);

namespace parallax {
// What scripts see when they do not say: 2030-01-01T00:00:00Z, within the test PKI's 50 years.
inline constexpr std::int64_t kDefaultClock = 1893456000;
}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_CLOCK_H_
