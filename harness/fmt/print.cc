#include "harness/fmt/print.h"

#include <atomic>
#include <cerrno>
#include <cstdio>

namespace parallax {
namespace {

// The first error of stdout: stdio keeps that there was one, not which.
std::atomic<int> first_error{0};

void remember() {
  int none = 0;
  first_error.compare_exchange_strong(none, errno);
}

}  // namespace

void write_out(std::string_view words) {
  if (std::fwrite(words.data(), 1, words.size(), stdout) != words.size()) remember();
}

void write_err(std::string_view words) { std::fwrite(words.data(), 1, words.size(), stderr); }

bool end_output() {
  if (std::fflush(stdout) != 0) remember();
  errno = first_error;
  return errno == 0 || errno == EPIPE;
}

}  // namespace parallax
