#include "harness/loopback/client.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace parallax::loopback {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kTick{200};  // how late `stop` and the clock may be looked at
constexpr std::chrono::milliseconds kLinger{2000};
constexpr std::size_t kPiece = std::size_t{16} << 10;

// False when the other end is gone.
bool write_some(Talk& talk, int socket) {
  while (!talk.out.empty()) {
    const ssize_t n = send(socket, talk.out.data(), talk.out.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN;
    talk.out.erase(0, static_cast<std::size_t>(n));
  }
  return true;
}

// Reads over what still comes, so that no reset overtakes what was said last.
void read_over(int socket) {
  shutdown(socket, SHUT_WR);
  std::array<char, kPiece> piece;
  const auto end = Clock::now() + kLinger;
  while (Clock::now() < end) {
    pollfd ready{socket, POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(kTick.count())) > 0 &&
        recv(socket, piece.data(), piece.size(), 0) <= 0)
      return;
  }
}

}  // namespace

void drive(Talk& talk, const Descriptor& socket, const DriveOptions& options) {
  std::array<char, kPiece> piece;
  int input = options.input;
  bool ended = false;
  auto moved = Clock::now();
  talk.start();
  while (true) {
    if (options.stop != nullptr && *options.stop) talk.close();
    if (!write_some(talk, socket.get())) {
      ended = true;
      talk.out.clear();
      talk.abandon("reset");
    }
    if (talk.over() && talk.out.empty()) break;
    if (Clock::now() - moved > options.idle) {
      talk.abandon("timeout");
      talk.out.clear();
      continue;
    }
    std::array<pollfd, 2> ready{};
    ready[0] = {socket.get(), static_cast<short>(talk.out.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    ready[1] = {talk.established() ? input : -1, POLLIN, 0};
    if (poll(ready.data(), ready.size(), static_cast<int>(kTick.count())) <= 0) continue;
    if ((ready[0].revents & ~POLLOUT) != 0 && !ended) {
      const ssize_t n = recv(socket.get(), piece.data(), piece.size(), 0);
      if (n > 0) {
        moved = Clock::now();
        std::string_view rest(piece.data(), static_cast<std::size_t>(n));
        for (; !rest.empty(); rest.remove_prefix(std::min(options.most, rest.size())))
          talk.receive(rest.substr(0, options.most));
      } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        ended = true;
        n == 0 ? talk.receive_end() : talk.abandon("reset");
        if (n != 0) talk.out.clear();
      }
    }
    if (ready[1].revents != 0) {
      const ssize_t n = read(input, piece.data(), piece.size());
      moved = Clock::now();
      if (n > 0) {
        talk.write({piece.data(), static_cast<std::size_t>(n)});
      } else {
        input = -1;
        talk.close();
      }
    }
  }
  if (!ended) read_over(socket.get());
}

}  // namespace parallax::loopback
