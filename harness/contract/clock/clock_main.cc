// The script's clock, put in the place of the C library's. See harness/contract/clock.h.

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <ctime>

#include "harness/contract/clock.h"

namespace {
thread_local std::int64_t script_seconds = 0;
}

#define PARALLAX_EXPORT __attribute__((visibility("default")))

extern "C" {

PARALLAX_EXPORT void parallax_set_clock(std::int64_t seconds) { script_seconds = seconds; }

// The C library declares the next two with attributes that differ between versions; the bodies are
// POSIX's.
PARALLAX_EXPORT time_t time(time_t* out) noexcept {
  timespec now{.tv_sec = script_seconds, .tv_nsec = 0};
  if (script_seconds == 0) clock_gettime(CLOCK_REALTIME, &now);
  if (out != nullptr) *out = now.tv_sec;
  return now.tv_sec;
}

PARALLAX_EXPORT int gettimeofday(timeval* __restrict tv, void* __restrict) noexcept {
  timespec now{.tv_sec = script_seconds, .tv_nsec = 0};
  if (script_seconds == 0) clock_gettime(CLOCK_REALTIME, &now);
  *tv = {.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return 0;
}

}  // extern "C"
