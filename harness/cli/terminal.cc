#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "harness/fmt/print.h"

namespace parallax {
namespace {

std::atomic<bool> stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void on_signal(int signal) {
  if (stop.exchange(true)) {
    std::signal(signal, SIG_DFL);
    raise(signal);
  }
}

}  // namespace

void complain(std::string_view sentence) { print_err("parallax: {}\n", sentence); }

bool on_terminal(int fd) {
  const char* no_colour =
      std::getenv("NO_COLOR");             // NOLINT(concurrency-mt-unsafe): read at the start
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): read at the start
  const bool refused = (no_colour != nullptr && *no_colour != '\0') ||
                       (term != nullptr && std::strcmp(term, "dumb") == 0);
  return !refused && isatty(fd) == 1;
}

std::size_t terminal_columns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

std::size_t terminal_lines() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row >= 10) return size.ws_row;
  return 50;
}

unsigned workers(unsigned asked) {
  if (asked != 0) return asked;
  return static_cast<unsigned>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
}

const std::atomic<bool>& interrupted() { return stop; }

void watch_signals() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace parallax
