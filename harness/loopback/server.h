// Server: many connections at once behind one listening socket, in one thread.
//
// Each connection is a Talk; the reactor carries octets between it and its socket. A connection that
// is over is closed in good order: what is left is written, our side is shut, and what still comes is read
// over until the other end closes too, so that no reset overtakes the last words.
//
// Threads: run() in one thread, with its Subject; `stop` may be set from any thread or a signal handler.
// Complexity: epoll, so an event costs what it moves, whatever the number of connections. Errors: run() gives a sentence when it
// cannot go on, empty when it ended as asked; what befalls one connection is in its line of the log.
#ifndef PARALLAX_HARNESS_LOOPBACK_SERVER_H_
#define PARALLAX_HARNESS_LOOPBACK_SERVER_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "harness/loopback/socket.h"
#include "harness/loopback/talk.h"

namespace parallax::loopback {

struct ServerOptions {
  Address listen{"127.0.0.1", 0};
  // What each connection speaks; it gets the connection's number.
  std::function<std::unique_ptr<Application>()> application;
  std::uint64_t connections = 0;          // ends after so many; 0: never
  std::chrono::milliseconds idle{30000};  // a connection on which nothing moves is given up
};

class Server {
 public:
  using Log = std::function<void(std::string_view line)>;

  // Listens. `subject` has begun, and outlives the server. The error is a sentence.
  static tl::expected<std::unique_ptr<Server>, std::string> make(Subject& subject,
                                                                 ServerOptions options);
  const Address& address() const { return address_; }

  // Serves until `stop`, or until all connections asked for are over. Says close_notify to whoever is there.
  std::string run(const std::atomic<bool>& stop, const Log& log);

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection {
    Descriptor socket;
    std::string peer;
    std::uint64_t number = 0;
    std::unique_ptr<Talk> talk;
    Clock::time_point started, moved;
    std::uint32_t interest = 0;  // what epoll watches for
    bool logged = false, shut = false, ended = false;
  };

  Server(Subject& subject, ServerOptions options)
      : subject_(subject), options_(std::move(options)) {}
  void accept_all();
  void read_from(Connection& connection);
  // Writes what there is, and closes what is over. False when the connection is to be forgotten.
  bool settle(Connection& connection, const Log& log);
  void look_at_clocks();
  void lose_all();
  void watch(int descriptor, std::uint32_t events, std::uint32_t* before);
  bool full() const;

  Subject& subject_;
  ServerOptions options_;
  Descriptor listener_, epoll_;
  Address address_;
  std::map<int, Connection> connections_;  // by socket
  std::uint64_t accepted_ = 0;
  std::uint32_t listening_ = 0;
};

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_SERVER_H_
