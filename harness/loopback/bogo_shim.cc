#include "harness/loopback/bogo_shim.h"

#include <fmt/format.h>
#include <sys/random.h>
#include <sys/socket.h>

#include <array>

#include "harness/fmt/print.h"
#include "harness/loopback/bogo_flags.h"
#include "harness/loopback/client.h"
#include "harness/wire/suites.h"

namespace parallax::loopback {
namespace {

constexpr int kConnectMs = 10000;

// The runner sends octets and expects them inverted.
class Inverted final : public Application {
 public:
  std::string take(std::string_view data) override {
    std::string out(data);
    for (char& c : out) c = static_cast<char>(~c);
    return out;
  }
};

std::string_view version_text(std::int64_t version) {
  constexpr std::string_view kNames[] = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"};
  return version < 0x0301 || version > 0x0304 ? std::string_view("another version")
                                              : kNames[static_cast<std::size_t>(version - 0x0301)];
}

// The number of a suite by OpenSSL's name or the RFC's; -1 where it is not known.
std::int64_t suite_number(std::string_view name) {
  for (const wire::CipherSuite& suite : wire::cipher_suites()) {
    if (suite.openssl == name || suite.name == name) return suite.id;
  }
  return -1;
}

// What does not come out as the flags expect; empty when all does.
std::string unexpected(Subject& subject, const std::string& name, const BogoFlags& flags,
                       bool is_resumption) {
  const State state = subject.state(name);
  if (flags.expect_version >= 0 && state.version != version_text(flags.expect_version))
    return "the version is " + state.version;
  if (!flags.expect_alpn.empty() && state.alpn != flags.expect_alpn)
    return "the protocol is " + state.alpn;
  if (flags.expect_cipher >= 0 && suite_number(state.cipher) != flags.expect_cipher)
    return "the cipher is " + state.cipher;
  const bool resumed = is_resumption && !flags.expect_session_miss;
  if (state.session_reused != resumed)
    return resumed ? "the session was not resumed" : "the session was resumed";
  const Outcome certificate = subject.perform(name + ".getpeercert binary_form=True");
  if (flags.expect_no_peer_certificate && !certificate.value().is<None>())
    return "the peer has a certificate";
  return {};
}

// The data that is said at once when the handshake is done.
void say_first(Talk& talk, const BogoFlags& flags) {
  if (flags.different_record_sizes) {
    constexpr auto kSizes =
        std::to_array<std::size_t>({0, 1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769});
    for (const std::size_t size : kSizes) talk.write(std::string(size, 'B'));
  } else if (flags.shim_writes_first) {
    for (std::int64_t i = 0; i < flags.repeat_initial_write; ++i) talk.write(flags.initial_write);
  }
}

int failed(std::string_view why) {
  print_err("{}\n", why);
  return 1;
}

// One connection. 0 when it went as the flags want.
int converse(Subject& subject, const BogoFlags& flags, int number, const std::string& keys) {
  const bool six = flags.ipv6;
  const auto socket =
      connect_to({six ? "::1" : "127.0.0.1", static_cast<std::uint16_t>(flags.port)}, kConnectMs);
  if (!socket) return failed(socket.error());
  std::string id;
  for (int i = 0; i < 8; ++i) id += static_cast<char>(flags.shim_id >> (8 * i) & 0xFF);
  if (send(socket->get(), id.data(), id.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(id.size()))
    return failed("the runner does not listen");
  const std::string name = fmt::format("c{}", number);
  Talk talk(subject, name, std::make_unique<Inverted>(), keys);
  talk.reads_on = !flags.shim_shuts_down;  // these tests are of shutdown itself
  std::string wrong;
  DriveOptions options;
  // As little at once as can be; in a shutdown too, where it must not matter how the stream was cut on its way.
  if (flags.async || flags.shim_shuts_down) options.most = 1;
  talk.on_established = [&](Talk& own) {
    wrong = unexpected(subject, name, flags, number > 0);
    if (!wrong.empty()) return own.abandon("not as expected");
    if (flags.tls_unique) {
      const Outcome binding = subject.perform(name + ".get_channel_binding \"tls-unique\"");
      const Bytes* bytes = binding.value().as<Bytes>();
      own.write(bytes == nullptr ? std::string() : bytes->octets);
    }
    if (flags.handshake_twice || flags.extra_handshake) {
      if (!subject.handshake(name).outcome.is_ok()) wrong = "a second do_handshake is no no-op";
    }
    say_first(own, flags);
    if (flags.shim_shuts_down) own.close();
  };
  drive(talk, *socket, options);
  if (!wrong.empty()) return failed(wrong);
  const std::string& end = talk.end();
  // Without -check-close-notify, how the stream ends is nobody's concern.
  const bool unclean = end == "truncated" || end == "half-closed";
  if (talk.clean() || (unclean && !flags.check_close_notify)) {
    // What was learnt for the next connection: kept by a name of its own.
    if (!flags.server) subject.perform(fmt::format("let s{} = {}.session", number, name));
    return 0;
  }
  if (const Outcome& last = talk.outcome(); last.is_raised()) {
    const PythonError& error = last.error();
    return failed(fmt::format("{} :{}: {}", error.type, error.reason, error.message));
  }
  return failed(end);
}

std::uint64_t random_seed() {
  std::uint64_t seed = 1;
  return getrandom(&seed, sizeof seed, 0) == sizeof seed ? seed : 1;
}

}  // namespace

int bogo_shim(const HostMaker& make, const std::filesystem::path& pki,
              std::span<const std::string> arguments) {
  const auto unimplemented = [](const std::string& what) {
    print_err("not implemented: {}\n", what);
    return kExitUnimplemented;
  };
  const auto run = parse_bogo_flags(arguments);
  if (!run) return unimplemented(run.error());
  const BogoFlags& first = run->first;
  if (first.is_handshaker_supported) {
    print_out("No\n");
    return 0;
  }
  Credentials credentials(pki);
  const auto named = [&](const std::string& file, const std::string& key) {
    return file.empty() ? tl::expected<std::string, std::string>(std::string())
                        : credentials.name_of(file, key);
  };
  const auto certificate = named(first.certificate, first.key);
  const auto trusted = named(first.trusted, {});
  if (!certificate || !trusted) return unimplemented("a certificate that is no file");
  auto host = make(credentials.folder());
  if (!host) return failed(host.error());
  const std::string family = (*host)->identity().family;
  const auto keys = bogo_context(first, *certificate, *trusted, family);
  const auto keys_resumed = bogo_context(run->resumed, *certificate, *trusted, family);
  if (!keys) return unimplemented(keys.error());
  const bool same_files = run->resumed.certificate == first.certificate &&
                          run->resumed.trusted == first.trusted && run->resumed.key == first.key;
  if (first.resume_count > 0 && (!same_files || keys_resumed != keys))
    return unimplemented("another context for the resumption: a session belongs to its context");
  Subject subject(std::move(*host), {.role = first.server ? Role::kServer : Role::kClient,
                                     .context = *keys,
                                     .seed = random_seed()});
  if (const Outcome begun = subject.begin(); !begun.is_ok()) {
    // What a script cannot even say: a cipher or a protocol that is no word.
    if (begun.is_unsupported() || begun.is_raised("SyntaxError"))
      return unimplemented(print(begun));
    return failed(begun.is_raised() ? fmt::format(":{}: {}", begun.error().reason, print(begun))
                                    : print(begun));
  }
  for (int i = 0; i <= first.resume_count; ++i) {
    const BogoFlags& flags = i == 0 ? first : run->resumed;
    std::string object;
    if (!flags.server) {
      object = flags.host_name.empty()
                   ? "server_hostname=None"
                   : fmt::format("server_hostname={}", print(Value::text(flags.host_name)));
      if (i > 0) object += fmt::format(" session=s{}", i - 1);
    }
    if (const int status = converse(subject, flags, i, object); status != 0) return status;
  }
  return 0;
}

}  // namespace parallax::loopback
