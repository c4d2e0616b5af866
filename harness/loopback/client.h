// Client: one connection to a socket, driven until it is over.
//
// Threads: one, its Subject's. Errors: the Talk says how it ended.
#ifndef PARALLAX_HARNESS_LOOPBACK_CLIENT_H_
#define PARALLAX_HARNESS_LOOPBACK_CLIENT_H_

#include <atomic>
#include <chrono>

#include "harness/loopback/socket.h"
#include "harness/loopback/talk.h"

namespace parallax::loopback {

struct DriveOptions {
  std::chrono::milliseconds idle{30000};  // given up when nothing moves for so long
  int input = -1;  // what is read there is said, and its end closes; -1: nothing
  const std::atomic<bool>* stop = nullptr;
  std::size_t most = 1 << 16;  // octets that are handed to the Talk at once
};

// Carries octets between `talk` and `socket` until the talk is over, and closes in good order.
void drive(Talk& talk, const Descriptor& socket, const DriveOptions& options);

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_CLIENT_H_
