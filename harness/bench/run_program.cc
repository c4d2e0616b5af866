#include "harness/bench/run_program.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

namespace parallax::bench {
namespace {

// Appends what is there; false at the end of the stream.
bool drain(int fd, std::string* to) {
  std::array<char, 65536> octets;
  for (;;) {
    const ssize_t count = read(fd, octets.data(), octets.size());
    if (count > 0) {
      to->append(octets.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      return false;
    } else if (errno != EINTR) {
      return errno == EAGAIN;
    }
  }
}

}  // namespace

tl::expected<std::string, std::string> run_program(const Command& command,
                                                   const std::atomic<bool>& stop) {
  auto process = Process::start(command);
  if (!process) return tl::unexpected(process.error());
  process->close_in();
  std::string out, err;
  bool out_open = true, err_open = true;
  while (out_open || err_open) {
    if (stop) return tl::unexpected(command.arguments[0] + ": interrupted");
    std::array<pollfd, 2> waits = {pollfd{out_open ? process->out() : -1, POLLIN, 0},
                                   pollfd{err_open ? process->err() : -1, POLLIN, 0}};
    constexpr int kPatience = 200;  // milliseconds after which `stop` is looked at again
    poll(waits.data(), waits.size(), kPatience);
    if (waits[0].revents != 0) out_open = drain(process->out(), &out);
    if (waits[1].revents != 0) err_open = drain(process->err(), &err);
  }
  const std::string ended = process->wait(1000);
  if (ended.empty() || ended == "exited with status 0") return out;
  constexpr std::size_t kTail = 400;
  return tl::unexpected(fmt::format("{} {}: {}", command.arguments[0], ended,
                                    err.substr(err.size() - std::min(err.size(), kTail))));
}

}  // namespace parallax::bench
