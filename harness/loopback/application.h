// Applications: what a served connection says once the handshake is done.
//
// Pure functions of what was read so far, without sockets and without TLS. Threads: one per object.
// Complexity: linear in the octets. Source: RFC 9112 (HTTP/1.1); RFC 862 (echo).
#ifndef PARALLAX_HARNESS_LOOPBACK_APPLICATION_H_
#define PARALLAX_HARNESS_LOOPBACK_APPLICATION_H_

#include <memory>
#include <string>
#include <string_view>

namespace parallax::loopback {

class Application {
 public:
  virtual ~Application() = default;
  // Takes what was read and gives what is to be written.
  virtual std::string take(std::string_view data) = 0;
  // Nothing more will be said: the connection is to be closed once what was given is written.
  virtual bool over() const { return false; }
};

// Says again whatever it is told.
std::unique_ptr<Application> make_echo();

// Answers HTTP/1.0 and 1.1, a request after another on one connection. GET and HEAD of any path give a page
// that begins with `greeting`; of /octets/N, N octets, at most 64 MiB; POST and PUT give back their body.
// A request that is no HTTP, or too long, is answered with 400 or 413 and ends the connection.
std::unique_ptr<Application> make_http(std::string greeting);

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_APPLICATION_H_
