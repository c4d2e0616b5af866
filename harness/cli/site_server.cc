#include "harness/cli/site_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include "harness/cli/commands.h"
#include "harness/fmt/print.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLongestRequest =
    16384;                                // a longer head is refused before it fills the memory
constexpr int kPatience = 5000;           // milliseconds that a client may take nothing
constexpr std::size_t kMostClients = 64;  // the oldest goes when there are more
constexpr int kLook = 200;                // milliseconds between looks at interrupted()

class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

std::string_view kind_of(const fs::path& path) {
  const std::string end = path.extension();
  if (end == ".html") return "text/html; charset=utf-8";
  if (end == ".js") return "text/javascript; charset=utf-8";
  if (end == ".css") return "text/css; charset=utf-8";
  if (end == ".json") return "application/json";
  if (end == ".svg") return "image/svg+xml";
  return "text/plain; charset=utf-8";
}

std::string answer(std::string_view status, std::string_view kind, const std::string& body,
                   bool with_body) {
  return fmt::format(
             "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n"
             "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
             "Cross-Origin-Resource-Policy: same-origin\r\nCache-Control: no-store\r\n"
             "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
             "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\r\n",
             status, kind, body.size()) +
         (with_body ? body : "");
}

// The value of a header field, in lower case; empty if there is none.
std::string field(std::string_view head, std::string_view name) {
  std::string lower(head);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t at = lower.find(fmt::format("\r\n{}:", name));
  if (at == std::string::npos) return "";
  const std::size_t begin = lower.find_first_not_of(' ', at + name.size() + 3);
  return begin == std::string::npos ? "" : lower.substr(begin, lower.find("\r\n", begin) - begin);
}

bool is_loopback(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const std::string_view name =
      host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, colon);
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

std::string respond(const fs::path& folder, std::string_view head) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  const bool get = line.starts_with("GET "), only_head = line.starts_with("HEAD ");
  if (!get && !only_head)
    return answer("405 Method Not Allowed", "text/plain", "GET or HEAD.\n", true);
  if (!is_loopback(field(head, "host")))
    return answer("403 Forbidden", "text/plain", "This is served to localhost alone.\n", get);
  std::string_view target = line.substr(line.find(' ') + 1);
  target = target.substr(0, target.find_first_of(" ?#"));
  // The site's own names have no character that is written with `%`.
  fs::path file = folder;
  bool safe = target.starts_with('/') && target.find('%') == std::string_view::npos;
  for (const fs::path& part : fs::path(target.substr(std::min<std::size_t>(1, target.size())))) {
    safe = safe && part != ".." && part != "." && !part.is_absolute();
    if (!part.empty()) file /= part;
  }
  std::error_code error;
  if (safe && fs::is_directory(file, error)) file /= "index.html";
  // A link in the folder leads nowhere else.
  if (!safe || !fs::is_regular_file(fs::symlink_status(file, error)))
    return answer("404 Not Found", "text/plain", "There is no such file.\n", get);
  std::ifstream stream(file, std::ios::binary);
  const std::string body((std::istreambuf_iterator<char>(stream)),
                         std::istreambuf_iterator<char>());
  return answer("200 OK", kind_of(file), body, get);
}

// Sends all of it, or gives up on a client that takes nothing for a while.
void send_all(int fd, std::string_view rest) {
  while (!rest.empty()) {
    pollfd wait{fd, POLLOUT, 0};
    if (poll(&wait, 1, kPatience) <= 0) return;
    const ssize_t sent = send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// A browser opens connections ahead of need, so those that say nothing must not keep the others waiting.
struct Client {
  std::unique_ptr<Socket> socket;
  std::string head;
};

// Reads what has come; true once the client is done with.
bool serve(Client* client, const fs::path& folder) {
  char block[4096];
  const ssize_t got = recv(client->socket->fd(), block, sizeof block, MSG_DONTWAIT);
  if (got < 0) return errno != EAGAIN && errno != EINTR;
  if (got == 0) return true;
  client->head.append(block, static_cast<std::size_t>(got));
  if (client->head.find("\r\n\r\n") == std::string::npos)
    return client->head.size() > kLongestRequest;
  send_all(client->socket->fd(), respond(folder, client->head));
  return true;
}

}  // namespace

tl::expected<void, std::string> serve_site(const fs::path& folder, std::uint16_t port) {
  const auto failure = [port] {
    return tl::unexpected(fmt::format("--serve: port {}: {}", port, std::strerror(errno)));
  };
  const Socket listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  setsockopt(listener.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  socklen_t length = sizeof address;
  if (bind(listener.fd(), plain, length) != 0 || listen(listener.fd(), 64) != 0 ||
      getsockname(listener.fd(), plain, &length) != 0)
    return failure();
  print_out("serving http://127.0.0.1:{}/\n", ntohs(address.sin_port));
  std::fflush(stdout);
  watch_signals();
  std::vector<Client> clients;
  while (!interrupted()) {
    std::vector<pollfd> all = {{listener.fd(), POLLIN, 0}};
    for (const Client& client : clients) all.push_back({client.socket->fd(), POLLIN, 0});
    if (poll(all.data(), all.size(), kLook) <= 0) continue;
    for (std::size_t i = all.size(); i-- > 1;) {
      if (all[i].revents != 0 && serve(&clients[i - 1], folder))
        clients.erase(clients.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
    if (all[0].revents == 0) continue;
    const int fd = accept4(listener.fd(), nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    if (clients.size() == kMostClients) clients.erase(clients.begin());
    clients.push_back({std::make_unique<Socket>(fd), ""});
  }
  return {};
}

}  // namespace parallax
