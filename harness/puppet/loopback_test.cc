// The puppet talks with `openssl s_client` and `openssl s_server` over a loopback socket.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "harness/puppet/puppet_for_test.h"

namespace parallax::puppet {
namespace {

constexpr int kSeconds = 20;  // after which a test gives up: a loaded machine is slow

void limit(int socket) {
  const timeval most{kSeconds, 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
}

// A program with pipes to its stdin and stdout, ended with the object.
class Program {
 public:
  explicit Program(const std::vector<std::string>& words) {
    int in[2], out[2];
    EXPECT_EQ(pipe(in), 0);
    EXPECT_EQ(pipe(out), 0);
    child_ = fork();
    if (child_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      dup2(out[1], STDERR_FILENO);
      for (const int end : {in[0], in[1], out[0], out[1]}) close(end);
      std::vector<char*> arguments;
      for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      alarm(kSeconds);
      execvp(arguments[0], arguments.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  ~Program() {
    close(in_);
    close(out_);
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void say(const std::string& text) const {
    EXPECT_EQ(write(in_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  // What it has printed once `wanted` is part of it behind `from`, or all until its end.
  std::string until(const std::string& wanted, std::size_t from = 0) {
    char piece[4096];
    while (printed_.find(wanted, from) == std::string::npos) {
      const ssize_t n = read(out_, piece, sizeof piece);
      if (n <= 0) break;
      printed_.append(piece, static_cast<std::size_t>(n));
    }
    return printed_;
  }

 private:
  pid_t child_ = 0;
  int in_ = -1, out_ = -1;
  std::string printed_;
};

// The puppet's octets over a socket until `done` or the other end has nothing more to say.
template <typename Done>
void converse(Connection& puppet, int socket, const Done& done) {
  char piece[16384];
  while (true) {
    play_all(puppet);
    const std::string octets = std::exchange(puppet.out(), {});
    if (!octets.empty() && send(socket, octets.data(), octets.size(), MSG_NOSIGNAL) !=
                               static_cast<ssize_t>(octets.size()))
      return;
    if (done()) return;
    const ssize_t n = recv(socket, piece, sizeof piece, 0);
    if (n <= 0) return;
    puppet.receive({piece, static_cast<std::size_t>(n)});
  }
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

class Loopback : public testing::TestWithParam<const char*> {
 protected:
  std::uint16_t version() const { return GetParam() == std::string("1.2") ? kTls12 : kTls13; }
  std::string flag() const { return version() == kTls12 ? "-tls1_2" : "-tls1_3"; }
  Stage stage_;
};

TEST_P(Loopback, OpensslClient) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  limit(listener);
  socklen_t size = sizeof address;
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  Program client({"openssl", "s_client", "-connect",
                  "127.0.0.1:" + std::to_string(ntohs(address.sin_port)), "-CAfile",
                  kPki + "/root.pem", "-servername", "localhost", "-verify_return_error",
                  "-verify_hostname", "localhost", flag()});
  const int connection = accept(listener, nullptr, nullptr);
  ASSERT_GE(connection, 0);
  limit(connection);
  Config config = server_config();
  config.highest = version();
  config.tickets = 1;
  auto puppet = stage_.make(config);
  converse(*puppet, connection, [&] { return puppet->finished(); });
  ASSERT_TRUE(puppet->finished()) << puppet->problem() << client.until("never");
  client.say("hello puppet\n");
  converse(*puppet, connection, [&] { return puppet->data().size() >= 13; });
  EXPECT_EQ(puppet->take_data(100), "hello puppet\n");
  puppet->write("hello client\n");
  puppet->send_alert(1, kCloseNotify, {});
  converse(*puppet, connection, [] { return true; });
  EXPECT_NE(client.until("hello client\n").find("Verify return code: 0 (ok)"), std::string::npos);
  close(connection);
  close(listener);
}

TEST_P(Loopback, OpensslServer) {
  Program server({"openssl", "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-cert",
                  kPki + "/rsa2048.pem", "-key", kPki + "/rsa2048.key", flag()});
  const std::string said = server.until("ACCEPT 127.0.0.1:");
  std::string line = server.until("\n", said.find("ACCEPT 127.0.0.1:"));
  const std::size_t at = line.find("ACCEPT 127.0.0.1:");
  ASSERT_NE(at, std::string::npos) << line;
  const auto port = static_cast<std::uint16_t>(std::stoi(line.substr(at + 17)));
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  limit(connection);
  sockaddr_in address = loopback(port);
  ASSERT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  Config config = client_config();
  config.highest = version();
  auto puppet = stage_.make(config);
  converse(*puppet, connection, [&] { return puppet->finished(); });
  ASSERT_TRUE(puppet->finished()) << puppet->problem();
  puppet->write("hello server\n");
  converse(*puppet, connection, [] { return true; });
  EXPECT_NE(server.until("hello server\n").find("hello server\n"), std::string::npos);
  server.say("hello puppet\n");
  converse(*puppet, connection, [&] { return puppet->data().size() >= 13; });
  EXPECT_EQ(puppet->take_data(100), "hello puppet\n");
  close(connection);
}

INSTANTIATE_TEST_SUITE_P(Versions, Loopback, testing::Values("1.2", "1.3"),
                         [](const auto& param_info) {
                           return param_info.param == std::string("1.2") ? "Tls12" : "Tls13";
                         });

}  // namespace
}  // namespace parallax::puppet
