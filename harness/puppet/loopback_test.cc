// The puppet talks with `openssl s_client` and `openssl s_server` over a loopback socket.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <system_error>
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
      arguments.reserve(words.size() + 1);
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

// A listener, and `openssl s_client` with more flags, connected to it.
struct Client {
  explicit Client(const std::vector<std::string>& flags) {
    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) throw std::system_error(errno, std::generic_category(), "socket");
    sockaddr_in address = loopback(0);
    EXPECT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(listener, 1), 0);
    limit(listener);
    socklen_t size = sizeof address;
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    std::vector<std::string> words = {"openssl",
                                      "s_client",
                                      "-connect",
                                      "127.0.0.1:" + std::to_string(ntohs(address.sin_port)),
                                      "-CAfile",
                                      kPki + "/root.pem",
                                      "-servername",
                                      "localhost",
                                      "-verify_return_error",
                                      "-verify_hostname",
                                      "localhost"};
    words.insert(words.end(), flags.begin(), flags.end());
    program = std::make_unique<Program>(words);
    connection = accept(listener, nullptr, nullptr);
    EXPECT_GE(connection, 0);
    limit(connection);
  }
  ~Client() {
    close(connection);
    close(listener);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  int listener = -1, connection = -1;
  std::unique_ptr<Program> program;
};

// `openssl s_server` with more flags, which takes `connections` one after another.
struct Server {
  explicit Server(const std::vector<std::string>& flags, int connections = 1) {
    std::vector<std::string> words = {"openssl",  "s_server",
                                      "-accept",  "127.0.0.1:0",
                                      "-naccept", std::to_string(connections),
                                      "-cert",    kPki + "/rsa2048.pem",
                                      "-key",     kPki + "/rsa2048.key"};
    words.insert(words.end(), flags.begin(), flags.end());
    program = std::make_unique<Program>(words);
    const std::string mark = "ACCEPT 127.0.0.1:";
    const std::size_t at = program->until(mark).find(mark);
    const std::string line = program->until("\n", at);
    EXPECT_NE(at, std::string::npos) << line;
    if (at != std::string::npos)
      port = static_cast<std::uint16_t>(std::stoi(line.substr(at + mark.size())));
  }
  int join() const {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connection < 0) throw std::system_error(errno, std::generic_category(), "socket");
    limit(connection);
    sockaddr_in address = loopback(port);
    EXPECT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return connection;
  }
  std::unique_ptr<Program> program;
  std::uint16_t port = 0;
};

TEST_P(Loopback, OpensslClient) {
  Client client({flag()});
  Config config = server_config();
  config.highest = version();
  config.tickets = 1;
  auto puppet = stage_.make(config);
  converse(*puppet, client.connection, [&] { return puppet->finished(); });
  ASSERT_TRUE(puppet->finished()) << puppet->problem() << client.program->until("never");
  client.program->say("hello puppet\n");
  converse(*puppet, client.connection, [&] { return puppet->data().size() >= 13; });
  EXPECT_EQ(puppet->take_data(100), "hello puppet\n");
  puppet->write("hello client\n");
  puppet->send_alert(1, kCloseNotify, {});
  converse(*puppet, client.connection, [] { return true; });
  EXPECT_NE(client.program->until("hello client\n").find("Verify return code: 0 (ok)"),
            std::string::npos);
}

TEST_P(Loopback, OpensslServer) {
  Server server({flag()});
  const int connection = server.join();
  Config config = client_config();
  config.highest = version();
  auto puppet = stage_.make(config);
  converse(*puppet, connection, [&] { return puppet->finished(); });
  ASSERT_TRUE(puppet->finished()) << puppet->problem();
  puppet->write("hello server\n");
  converse(*puppet, connection, [] { return true; });
  EXPECT_NE(server.program->until("hello server\n").find("hello server\n"), std::string::npos);
  server.program->say("hello puppet\n");
  converse(*puppet, connection, [&] { return puppet->data().size() >= 13; });
  EXPECT_EQ(puppet->take_data(100), "hello puppet\n");
  close(connection);
}

// A certificate of the client, both ways.
TEST_P(Loopback, CertificatesOfClients) {
  Client client({flag(), "-cert", kPki + "/client.pem", "-key", kPki + "/client.key"});
  Config own = server_config();
  own.highest = version();
  own.request_certificate = true;
  auto server_puppet = stage_.make(own, "s");
  converse(*server_puppet, client.connection, [&] { return server_puppet->finished(); });
  EXPECT_TRUE(server_puppet->finished()) << server_puppet->problem();
  bool verified = false;
  for (const Received& one : server_puppet->received())
    verified |= one.content == kTypeHandshake && one.message() == kCertificateVerify;
  EXPECT_TRUE(verified);

  Server server({flag(), "-Verify", "2", "-verify_return_error", "-CAfile", kPki + "/root.pem"});
  const int connection = server.join();
  Config config = client_config();
  config.highest = version();
  config.certificates = {"client"};
  auto puppet = stage_.make(config, "c");
  converse(*puppet, connection, [&] { return puppet->finished(); });
  puppet->write("known\n");
  converse(*puppet, connection, [] { return true; });
  EXPECT_NE(server.program->until("known\n").find("known\n"), std::string::npos);
  close(connection);
}

// A session of a first connection, resumed by a second.
TEST_P(Loopback, OpensslServerResumes) {
  Server server({flag()}, 2);
  Config config = client_config();
  config.highest = version();
  for (int i = 0; i < 2; ++i) {
    const int connection = server.join();
    auto puppet = stage_.make(config, i == 0 ? "p" : "q");
    converse(*puppet, connection,
             [&] { return puppet->finished() && puppet->session() != nullptr; });
    ASSERT_TRUE(puppet->finished()) << puppet->problem();
    EXPECT_EQ(puppet->resumed(), i == 1);
    config.session = puppet->session();
    puppet->send_alert(1, kCloseNotify, {});
    converse(*puppet, connection, [] { return true; });
    close(connection);
  }
}

class LoopbackOnce : public testing::Test {
 protected:
  Stage stage_;
};

// Early data of the puppet's, which s_server accepts; and s_client's, which the puppet accepts.
TEST_F(LoopbackOnce, EarlyData) {
  Server server({"-tls1_3", "-early_data"}, 2);
  Config config = client_config();
  config.lowest = kTls13;
  for (int i = 0; i < 2; ++i) {
    const int connection = server.join();
    auto puppet = stage_.make(config, i == 0 ? "p" : "q");
    if (i == 1) {
      play_all(*puppet);
      puppet->write("said early\n");
    }
    converse(*puppet, connection,
             [&] { return puppet->finished() && puppet->session() != nullptr; });
    ASSERT_TRUE(puppet->finished()) << puppet->problem();
    EXPECT_EQ(puppet->early_data_accepted(), i == 1);
    config.session = puppet->session();
    config.early_data = true;
    puppet->send_alert(1, kCloseNotify, {});
    converse(*puppet, connection, [] { return true; });
    close(connection);
  }
  EXPECT_NE(server.program->until("said early\n").find("said early\n"), std::string::npos);

  const std::string session = testing::TempDir() + "parallax-session-" + std::to_string(getpid());
  const std::string early = session + ".early";
  std::ofstream(early) << "said early";
  Config own = server_config();
  own.lowest = kTls13;
  own.tickets = 1;
  own.early_data = true;
  {
    Client client({"-tls1_3", "-sess_out", session});
    auto puppet = stage_.make(own, "s");
    converse(*puppet, client.connection,
             [&] { return puppet->finished() && puppet->plan().empty(); });
    ASSERT_TRUE(puppet->finished()) << puppet->problem();
    puppet->write("a word\n");
    converse(*puppet, client.connection, [] { return true; });
    client.program->until("a word\n");
    puppet->send_alert(1, kCloseNotify, {});
    converse(*puppet, client.connection, [] { return true; });
    client.program->until("never");  // its end: the session is written
  }
  Client client({"-tls1_3", "-sess_in", session, "-early_data", early});
  auto puppet = stage_.make(own, "t");
  converse(*puppet, client.connection, [&] { return puppet->finished(); });
  EXPECT_TRUE(puppet->finished()) << puppet->problem();
  EXPECT_TRUE(puppet->resumed());
  EXPECT_EQ(puppet->take_data(100), "said early");
  std::remove(session.c_str());
  std::remove(early.c_str());
}

// A key agreed beforehand, both ways.
TEST_F(LoopbackOnce, KeyAgreedBeforehand) {
  auto agreed = std::make_shared<Session>();
  agreed->version = kTls13;
  agreed->suite = 0x1301;
  agreed->ticket = "who";
  agreed->secret = "sixteen octets!!";
  agreed->external = true;
  const std::vector<std::string> flags = {"-tls1_3", "-psk_identity", "who", "-psk",
                                          to_hex(agreed->secret)};
  Server server(flags);
  const int connection = server.join();
  Config config = client_config();
  config.session = agreed;
  auto puppet = stage_.make(config);
  converse(*puppet, connection, [&] { return puppet->finished(); });
  EXPECT_TRUE(puppet->finished() && puppet->resumed()) << puppet->problem();
  close(connection);

  Client client(flags);
  stage_.sessions["who"] = agreed;
  auto other = stage_.make(server_config(), "q");
  converse(*other, client.connection, [&] { return other->finished(); });
  EXPECT_TRUE(other->finished() && other->resumed()) << other->problem();
}

// A HelloRetryRequest, both ways: the only group of the other end is one of which no share was sent.
TEST_F(LoopbackOnce, HelloRetryRequest) {
  Server server({"-tls1_3", "-groups", "P-384"});
  const int connection = server.join();
  auto puppet = stage_.make(client_config());
  converse(*puppet, connection, [&] { return puppet->finished(); });
  EXPECT_TRUE(puppet->finished()) << puppet->problem();
  close(connection);

  Client client({"-tls1_3", "-groups", "X25519:P-384"});
  Config own = server_config();
  own.groups = {kSecp384r1};
  auto other = stage_.make(own, "q");
  converse(*other, client.connection, [&] { return other->finished(); });
  EXPECT_TRUE(other->finished()) << other->problem();
}

// A second handshake on a TLS 1.2 connection, begun by either end.
TEST_F(LoopbackOnce, Renegotiation) {
  Client client({"-tls1_2"});
  Config own = server_config();
  own.highest = kTls12;
  auto puppet = stage_.make(own, "s");
  converse(*puppet, client.connection, [&] { return puppet->finished(); });
  ASSERT_TRUE(puppet->finished()) << puppet->problem();
  const auto count = [](const Connection& peer, std::uint8_t type) {
    int n = 0;
    for (const Received& one : peer.received())
      n += one.content == kTypeHandshake && one.message() == type ? 1 : 0;
    return n;
  };
  client.program->say("R\n");
  converse(*puppet, client.connection, [&] { return count(*puppet, kFinished) == 2; });
  EXPECT_EQ(count(*puppet, kFinished), 2) << puppet->problem();
  client.program->say("new keys\n");
  converse(*puppet, client.connection, [&] { return !puppet->data().empty(); });
  EXPECT_EQ(puppet->take_data(100), "new keys\n");

  Server server({"-tls1_2", "-client_renegotiation"});
  const int connection = server.join();
  Config config = client_config();
  config.highest = kTls12;
  auto other = stage_.make(config, "c");
  converse(*other, connection, [&] { return other->finished(); });
  ASSERT_TRUE(other->finished()) << other->problem();
  other->plan_renegotiation();
  converse(*other, connection, [&] { return count(*other, kFinished) == 2; });
  EXPECT_EQ(count(*other, kFinished), 2) << other->problem();
  other->write("new keys\n");
  converse(*other, connection, [] { return true; });
  EXPECT_NE(server.program->until("new keys\n").find("new keys\n"), std::string::npos);
  close(connection);
}

// A key update that asks for one in turn; then both ends have new keys.
TEST_F(LoopbackOnce, KeyUpdate) {
  Client client({"-tls1_3"});
  auto puppet = stage_.make(server_config(), "s");
  converse(*puppet, client.connection, [&] { return puppet->finished(); });
  ASSERT_TRUE(puppet->finished()) << puppet->problem();
  puppet->plan_key_update(true);
  const auto updates = [&] {
    int n = 0;
    for (const Received& one : puppet->received())
      n += one.content == kTypeHandshake && one.message() == kKeyUpdate ? 1 : 0;
    return n;
  };
  // OpenSSL answers with the next data that it writes; the first line may have left before the request came.
  for (const std::string line : {"old keys\n", "new keys\n"}) {
    client.program->say(line);
    converse(*puppet, client.connection, [&] { return puppet->data().size() >= line.size(); });
    EXPECT_EQ(puppet->take_data(100), line);
  }
  EXPECT_EQ(updates(), 1);
}

INSTANTIATE_TEST_SUITE_P(Versions, Loopback, testing::Values("1.2", "1.3"),
                         [](const auto& param_info) {
                           return param_info.param == std::string("1.2") ? "Tls12" : "Tls13";
                         });

}  // namespace
}  // namespace parallax::puppet
