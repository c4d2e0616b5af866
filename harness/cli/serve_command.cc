// parallax serve, parallax connect and parallax bogo-shim: engines lent to other people's test suites.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "harness/cli/commands.h"
#include "harness/fmt/print.h"
#include "harness/host/certificates_at.h"
#include "harness/loopback/bogo_shim.h"
#include "harness/loopback/client.h"
#include "harness/loopback/server.h"

namespace parallax {
namespace {

using namespace loopback;

// What serve and connect have in common.
struct EndFlags {
  std::string engine, certificate, key, authority, ask = "none", versions = "1.2-1.3", ciphers,
                                                   alpn, where = "in-process";
  std::uint64_t seed = 0;
  int timeout = 30, tickets = -1;
};

void add_end_flags(CLI::App* command, EndFlags* flags) {
  command->add_option("ENGINE", flags->engine, "`parallax engines` lists those at hand")
      ->required();
  command->add_option("--cert", flags->certificate,
                      "certificate: a name of the test PKI, or a file of PEM");
  command->add_option("--key", flags->key, "its key, if it is in a file of its own");
  command->add_option("--ca", flags->authority,
                      "what is trusted: a name of the test PKI, or a file");
  command->add_option("--tls", flags->versions, "versions")->capture_default_str();
  command->add_option("--ciphers", flags->ciphers, "of TLS 1.2 and below, as OpenSSL writes them");
  command->add_option("--alpn", flags->alpn, "protocols, separated by commas");
  command
      ->add_option("--host", flags->where,
                   "where a C++ engine lives: in-process, or a child whose crash is survived")
      ->check(CLI::IsMember({"in-process", "child"}))
      ->capture_default_str();
  command->add_option("--seed", flags->seed,
                      "of the engine's randomness (default: another every time)");
  command
      ->add_option("--timeout", flags->timeout,
                   "seconds after which an idle connection is given up")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
}

std::uint64_t seed_of(const EndFlags& flags) {
  std::uint64_t seed = flags.seed;
  if (seed == 0 && getrandom(&seed, sizeof seed, 0) != sizeof seed) seed = 1;
  return seed;
}

tl::expected<std::unique_ptr<Host>, std::string> host_of(const std::string& engine,
                                                         const std::string& where,
                                                         const std::filesystem::path& pki) {
  const auto spec = parse_engine_spec(engine);
  if (!spec) return tl::unexpected(spec.error());
  HostOptions options;
  if (where == "in-process" && spec->kind == EngineSpec::Kind::kLibrary)
    options.where = Where::kInProcess;
  return make_host_at(*spec, Installation::find(), options, pki.string());
}

// An engine that has begun, or a complaint and an exit status.
tl::expected<std::unique_ptr<Subject>, std::string> subject_of(const EndFlags& flags, Role role,
                                                               Credentials* credentials) {
  std::string keys = "tls=" + flags.versions;
  const auto add = [&](std::string_view key, std::string_view word) {
    if (!word.empty()) keys += fmt::format(" {}={}", key, word);
  };
  if (!flags.certificate.empty()) {
    const auto name = credentials->name_of(flags.certificate, flags.key);
    if (!name) return tl::unexpected(name.error());
    add("cert", *name);
  }
  if (!flags.authority.empty()) {
    const auto name = credentials->name_of(flags.authority);
    if (!name) return tl::unexpected(name.error());
    add("ca", *name);
  } else if (flags.ask != "none") {
    add("ca", "root");
  }
  if (role == Role::kServer || flags.ask == "none") keys += " verify=" + flags.ask;
  if (!flags.ciphers.empty()) add("ciphers", print(Value::text(flags.ciphers)));
  add("alpn", flags.alpn);
  if (flags.tickets >= 0) keys += fmt::format(" tickets={}", flags.tickets);
  auto host = host_of(flags.engine, flags.where, credentials->folder());
  if (!host) return tl::unexpected(host.error());
  auto subject = std::make_unique<Subject>(
      std::move(*host), SubjectOptions{.role = role, .context = keys, .seed = seed_of(flags)});
  if (const Outcome begun = subject->begin(); !begun.is_ok())
    return tl::unexpected(fmt::format("{}: {}", flags.engine, print(begun)));
  return subject;
}

struct ServeFlags : EndFlags {
  std::string listen = "127.0.0.1:0", mode = "echo";
  std::uint64_t connections = 0;
};

int serve_engine(const ServeFlags& flags) {
  const auto address = parse_address(flags.listen);
  if (!address) {
    complain(address.error());
    return kExitMisuse;
  }
  Credentials credentials(Installation::find().pki());
  auto subject = subject_of(flags, Role::kServer, &credentials);
  if (!subject) {
    complain(subject.error());
    return kExitMisuse;
  }
  const Identity& who = (*subject)->identity();
  ServerOptions options;
  options.listen = *address;
  options.connections = flags.connections;
  options.idle = std::chrono::seconds(flags.timeout);
  const std::string greeting = fmt::format("{} {}", who.name, who.version);
  options.application = [&] { return flags.mode == "http" ? make_http(greeting) : make_echo(); };
  auto server = Server::make(**subject, std::move(options));
  if (!server) {
    complain(server.error());
    return kExitMisuse;
  }
  watch_signals();
  print_out("listening on {}: {} ({}), {}\n", print((*server)->address()), greeting, who.library,
            flags.mode);
  std::fflush(stdout);
  const std::string trouble = (*server)->run(interrupted(), [](std::string_view line) {
    print_out("{}\n", line);
    std::fflush(stdout);
  });
  if (trouble.empty()) return kExitOk;
  complain(trouble);
  return kExitOwnFault;
}

struct ConnectFlags : EndFlags {
  std::string address, name = "localhost", get;
  int connections = 1;
};

// Writes what the other end says to stdout.
class Print final : public Application {
 public:
  std::string take(std::string_view data) override {
    write_out(data);
    std::fflush(stdout);
    return {};
  }
};

int connect_engine(const ConnectFlags& flags) {
  const auto address = parse_address(flags.address);
  if (!address) {
    complain(address.error());
    return kExitMisuse;
  }
  Credentials credentials(Installation::find().pki());
  auto subject = subject_of(flags, Role::kClient, &credentials);
  if (!subject) {
    complain(subject.error());
    return kExitMisuse;
  }
  watch_signals();
  bool good = true, session = false;
  for (int i = 0; i < flags.connections && !interrupted(); ++i) {
    const auto socket = connect_to(*address, flags.timeout * 1000);
    if (!socket) {
      complain(socket.error());
      return kExitMisuse;
    }
    std::string keys = flags.name.empty()
                           ? "server_hostname=None"
                           : fmt::format("server_hostname={}", print(Value::text(flags.name)));
    if (session) keys += " session=last";
    const std::string name = fmt::format("c{}", i + 1);
    const auto started = std::chrono::steady_clock::now();
    Talk talk(**subject, name, std::make_unique<Print>(), keys);
    DriveOptions options;
    options.idle = std::chrono::seconds(flags.timeout);
    options.stop = &interrupted();
    if (flags.get.empty()) {
      options.input = STDIN_FILENO;
    } else {
      talk.on_established = [&](Talk& own) {
        own.write(fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", flags.get,
                              flags.name.empty() ? address->host : flags.name));
      };
    }
    drive(talk, *socket, options);
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - started;
    print_err("{} peer={} ms={:.1f} {}\n", i + 1, print(*address), spent.count(), talk.line());
    good = good && talk.established() && (talk.clean() || talk.end() == "half-closed");
    session = talk.established() &&
              (*subject)->perform(fmt::format("let last = {}.session", name)).is_ok();
    if ((*subject)->gone()) break;
  }
  return good ? kExitOk : kExitDifferences;
}

}  // namespace

void add_serve(CLI::App& app, int* status) {
  auto flags = std::make_shared<ServeFlags>();
  CLI::App* command =
      app.add_subcommand("serve", "put an engine's server behind a loopback socket");
  add_end_flags(command, flags.get());
  command->add_option("--listen", flags->listen, "HOST:PORT; port 0: one that is free")
      ->capture_default_str();
  command->add_option("--mode", flags->mode, "what is said: echo or http")
      ->check(CLI::IsMember({"echo", "http"}))
      ->capture_default_str();
  command->add_option("--client-cert", flags->ask, "whether clients must have a certificate")
      ->check(CLI::IsMember({"none", "optional", "required"}))
      ->capture_default_str();
  command->add_option("--tickets", flags->tickets, "TLS 1.3 tickets a connection (Python 3.8 on)")
      ->check(CLI::Range(0, 100));
  command->add_option("--connections", flags->connections, "end after so many (default: never)");
  command->footer(
      "The first line on stdout is the address; then one line a connection, when it is over.\n"
      "SIGINT or SIGTERM ends it: everybody is told close_notify.\n"
      "Examples:\n  parallax serve boringssl --listen 127.0.0.1:4433 --mode http --cert rsa2048\n"
      "  curl --cacert corpus/pki/root.pem https://localhost:4433/\n"
      "  parallax serve python:/usr/bin/python3 --client-cert required --ca root");
  command->callback([flags, status] { *status = serve_engine(*flags); });
}

void add_connect(CLI::App& app, int* status) {
  auto flags = std::make_shared<ConnectFlags>();
  CLI::App* command = app.add_subcommand("connect", "connect an engine's client to a server");
  add_end_flags(command, flags.get());
  command->add_option("ADDRESS", flags->address, "HOST:PORT")->required();
  command
      ->add_option("--name", flags->name,
                   "the server's name, asked for and checked; empty: neither")
      ->capture_default_str();
  command->add_option("--get", flags->get,
                      "ask for that path by HTTP, instead of saying what stdin has");
  command
      ->add_option("--connections", flags->connections,
                   "one after another, with the last one's session")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->add_flag_callback(
      "--no-verify", [flags] { flags->ask = "none", flags->name.clear(); },
      "trust any certificate and name");
  flags->ask = "required";
  command->footer(
      "What the server says is printed on stdout; one line a connection on stderr.\n"
      "Exit status: 0 all connections closed well, 1 one did not.\n"
      "Examples:\n  echo hello | parallax connect openssl 127.0.0.1:4433\n"
      "  parallax connect gnutls localhost:4433 --get / --connections 2");
  command->callback([flags, status] { *status = connect_engine(*flags); });
}

// Listed for --help; main.cc calls bogo_shim_main before the flags of others' making are looked at.
void add_bogo_shim(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "bogo-shim", "be the shim of BoringSSL's test runner (docs/others-suites.md)");
  command->footer(
      "parallax bogo-shim --engine ENGINE FLAGS…, the runner's; one that is not known ends with "
      "89.");
}

bool is_bogo_shim(int argc, char** argv) {
  if (argc < 2) return false;
  const std::string_view first = argv[1];
  if (first == "bogo-shim" || first == "-is-handshaker-supported") return true;
  return first == "-port" &&
         std::find(argv, argv + argc, std::string_view("bogo-shim")) != argv + argc;
}

int bogo_shim_main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  std::erase(arguments, "bogo-shim");
  std::string engine = "openssl";
  if (const auto at = std::find(arguments.begin(), arguments.end(), "--engine");
      at != arguments.end() && at + 1 != arguments.end()) {
    engine = at[1];
    arguments.erase(at, at + 2);
  }
  if (!arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h")) {
    print_out(
        "usage: parallax bogo-shim --engine ENGINE FLAGS…\n"
        "The shim of BoringSSL's test runner; docs/others-suites.md says how to get the runner.\n"
        "Exit status: 0 done, 1 failed, with the reason on stderr, 89 a flag that is not known.\n");
    return kExitOk;
  }
  return bogo_shim(
      [&](const std::filesystem::path& pki) { return host_of(engine, "in-process", pki); },
      Installation::find().pki(), arguments);
}

}  // namespace parallax
