#include "harness/loopback/server.h"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace parallax::loopback {
namespace {

using std::chrono::milliseconds;

// More at once would run out of descriptors; the rest wait in the listener's queue.
constexpr std::size_t kMostConnections = 900;
// Nothing is read from who does not take what was written: bounds the memory of one connection.
constexpr std::size_t kMostUnsent = std::size_t{4} << 20;
// How long an ended connection is read over, and how long a stopped server waits for close_notify.
constexpr milliseconds kLinger{1000};
constexpr milliseconds kTick{200};  // how late a clock may be looked at
constexpr std::size_t kPiece = std::size_t{64} << 10;

}  // namespace

tl::expected<std::unique_ptr<Server>, std::string> Server::make(Subject& subject,
                                                                ServerOptions options) {
  std::unique_ptr<Server> server(new Server(subject, std::move(options)));
  auto listener = listen_on(server->options_.listen, &server->address_);
  if (!listener) return tl::unexpected(listener.error());
  server->listener_ = std::move(*listener);
  server->epoll_ = Descriptor(epoll_create1(EPOLL_CLOEXEC));
  if (!server->epoll_.is_open())
    return tl::unexpected(fmt::format("epoll: {}", std::strerror(errno)));  // NOLINT
  server->watch(server->listener_.get(), EPOLLIN, &server->listening_);
  return server;
}

void Server::watch(int descriptor, std::uint32_t events, std::uint32_t* before) {
  if (*before == events) return;
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  const int operation = *before == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
  epoll_ctl(epoll_.get(), operation, descriptor, &event);
  *before = events;
}

bool Server::full() const {
  const bool all = options_.connections != 0 && accepted_ >= options_.connections;
  return all || connections_.size() >= kMostConnections;
}

void Server::accept_all() {
  while (!full()) {
    std::string peer;
    Descriptor socket = accept_from(listener_, &peer);
    if (!socket.is_open()) return;
    const int own = socket.get();
    Connection& connection = connections_[own];
    connection.socket = std::move(socket);
    connection.peer = std::move(peer);
    connection.number = ++accepted_;
    connection.started = connection.moved = Clock::now();
    connection.talk =
        std::make_unique<Talk>(subject_, fmt::format("c{}", accepted_), options_.application());
    watch(own, EPOLLIN, &connection.interest);
  }
}

void Server::read_from(Connection& connection) {
  static thread_local std::array<char, kPiece> piece;
  const ssize_t n = recv(connection.socket.get(), piece.data(), piece.size(), 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  connection.moved = Clock::now();
  if (n > 0) return connection.talk->receive({piece.data(), static_cast<std::size_t>(n)});
  connection.ended = true;
  if (n == 0) return connection.talk->receive_end();
  connection.talk->abandon("reset");
  connection.talk->out.clear();
}

bool Server::settle(Connection& connection, const Log& log) {
  Talk& talk = *connection.talk;
  std::size_t done = 0;
  while (done < talk.out.size()) {
    const ssize_t n =
        send(connection.socket.get(), talk.out.data() + done, talk.out.size() - done, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno != EAGAIN) {
      talk.abandon("reset");
      connection.ended = true;
      done = talk.out.size();
      break;
    }
    if (n < 0) break;
    connection.moved = Clock::now();
    done += static_cast<std::size_t>(n);
  }
  talk.out.erase(0, done);
  if (talk.over() && !connection.logged) {
    const std::chrono::duration<double, std::milli> spent = Clock::now() - connection.started;
    log(fmt::format("{} peer={} ms={:.1f} {}", connection.number, connection.peer, spent.count(),
                    talk.line()));
    connection.logged = true;
  }
  const bool said = talk.over() && talk.out.empty();
  if (said && connection.ended) return false;
  if (said && !connection.shut) {
    shutdown(connection.socket.get(), SHUT_WR);
    connection.shut = true;
  }
  std::uint32_t events = 0;
  if (talk.out.size() < kMostUnsent && !connection.ended) events |= EPOLLIN;
  if (!talk.out.empty()) events |= EPOLLOUT;
  watch(connection.socket.get(), events, &connection.interest);
  return true;
}

// Who is idle is given up; who was shut, and still does not close, is closed.
void Server::look_at_clocks() {
  const auto now = Clock::now();
  for (auto& [socket, connection] : connections_) {
    const auto still = now - connection.moved;
    if (connection.shut && still > kLinger) connection.ended = true;
    if (connection.talk->over() || still <= options_.idle) continue;
    connection.talk->abandon("timeout");
    connection.talk->out.clear();
    connection.ended = true;
  }
}

// The engine's process ended, and all of its objects with it.
void Server::lose_all() {
  for (auto& [socket, connection] : connections_) {
    connection.talk->abandon("the engine ended");
    connection.talk->out.clear();
  }
}

std::string Server::run(const std::atomic<bool>& stop, const Log& log) {
  std::array<epoll_event, 64> events{};
  std::optional<Clock::time_point> stopped;
  auto looked = Clock::now();
  while (true) {
    if (stop && !stopped) {
      stopped = Clock::now();
      for (auto& [socket, connection] : connections_) connection.talk->close();
    }
    if (stopped && Clock::now() - *stopped > kLinger) {
      for (auto& [socket, connection] : connections_) {
        connection.talk->abandon("stopped");
        connection.ended = true;
      }
    }
    const std::uint32_t listening = stopped || full() ? 0U : std::uint32_t{EPOLLIN};
    watch(listener_.get(), listening, &listening_);
    if (connections_.empty() && (stopped || (full() && options_.connections != 0))) return {};
    const int n = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                             static_cast<int>(kTick.count()));
    if (n < 0 && errno != EINTR) return fmt::format("epoll: {}", std::strerror(errno));  // NOLINT
    for (int i = 0; i < n; ++i) {
      const int own = events[static_cast<std::size_t>(i)].data.fd;
      if (own == listener_.get()) {
        accept_all();
        continue;
      }
      const auto it = connections_.find(own);
      if (it == connections_.end()) continue;
      Connection& connection = it->second;
      if ((events[static_cast<std::size_t>(i)].events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0)
        read_from(connection);
      if (!settle(connection, log)) connections_.erase(it);
    }
    if (subject_.gone()) lose_all();
    const bool tick = stop || subject_.gone() || Clock::now() - looked >= kTick;
    if (!tick) continue;
    looked = Clock::now();
    look_at_clocks();
    for (auto it = connections_.begin(); it != connections_.end();)
      it = settle(it->second, log) ? std::next(it) : connections_.erase(it);
    if (!subject_.gone()) continue;
    if (const Outcome again = subject_.begin(); !again.is_ok())
      return "the engine ended and does not begin again: " + print(again, 200);
  }
}

}  // namespace parallax::loopback
