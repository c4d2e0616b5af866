#include "engines/gnutls/priority.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace parallax::gnutls {
namespace {

using Unexpected = tl::unexpected<Outcome>;

// What GnuTLS does anyway, or what shows nowhere in a connection of TLS 1.2 or 1.3 over memory.
constexpr std::uint64_t kHarmless =
    option::kLegacyServerConnect | option::kEnableKtls | option::kTlsextPadding |
    option::kSafariEcdheBug | option::kDontInsertEmptyFragments | option::kNoCompression |
    option::kNoSslV3 | option::kNoRenegotiation | option::kCryptoproTlsextBug;
constexpr std::uint64_t kHonoured = option::kIgnoreUnexpectedEof | option::kNoTicket |
                                    option::kNoEncryptThenMac | option::kEnableMiddleboxCompat |
                                    option::kCipherServerPreference | option::kNoTls10 |
                                    option::kNoTls11 | option::kNoTls12 | option::kNoTls13;

// OpenSSL's groups in OpenSSL's order. With GnuTLS's own, a server that goes by its preference wants
// secp256r1 first, and every client whose first key share is x25519 is asked to begin again.
constexpr std::string_view kGroups =
    ":-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-X448:+GROUP-SECP521R1:+GROUP-SECP384R1";

struct NamedVersion {
  Version version;
  std::uint64_t disabled_by;
  std::string_view name;
};
constexpr auto kVersions = std::to_array<NamedVersion>({
    {Version::kTls13, option::kNoTls13, "VERS-TLS1.3"},
    {Version::kTls12, option::kNoTls12, "VERS-TLS1.2"},
});

void add_once(std::vector<std::string_view>& list, std::string_view item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

// The suites below TLS 1.3 that an OpenSSL cipher list names.
tl::expected<std::vector<const Suite*>, Outcome> listed(std::string_view ciphers) {
  std::vector<const Suite*> result;
  while (!ciphers.empty()) {
    const std::size_t end = ciphers.find_first_of(": ,");
    const std::string_view name = ciphers.substr(0, end);
    ciphers.remove_prefix(end == std::string_view::npos ? ciphers.size() : end + 1);
    if (name.empty()) continue;
    const Suite* const suite = suite_by_openssl(name);
    if (suite == nullptr) {
      return Unexpected(
          Outcome::unsupported(fmt::format("GnuTLS has no name for the ciphers \"{}\"", name)));
    }
    if (suite->kx.empty()) continue;  // TLS 1.3 suites are not chosen by this list
    if (std::find(result.begin(), result.end(), suite) == result.end()) result.push_back(suite);
  }
  return result;
}

// The parts of a priority string that give exactly `wanted`, and TLS 1.3's suites if it is on.
tl::expected<std::string, Outcome> parts(const std::vector<const Suite*>& wanted, bool tls12,
                                         bool tls13) {
  std::vector<std::string_view> kx;
  std::vector<std::string_view> ciphers;
  std::vector<std::string_view> macs;
  for (const Suite* const suite : wanted) {
    add_once(kx, suite->kx);
    add_once(ciphers, suite->cipher);
    add_once(macs, suite->mac);
  }
  if (tls13) {
    for (const std::string_view cipher : {"AES-256-GCM", "CHACHA20-POLY1305", "AES-128-GCM"}) {
      add_once(ciphers, cipher);
    }
    add_once(macs, "AEAD");
  }
  if (tls12) {
    for (const Suite& suite : suites()) {
      const auto in = [](const auto& list, std::string_view item) {
        return std::find(list.begin(), list.end(), item) != list.end();
      };
      if (in(kx, suite.kx) && in(ciphers, suite.cipher) && in(macs, suite.mac) &&
          std::find(wanted.begin(), wanted.end(), &suite) == wanted.end()) {
        return Unexpected(Outcome::unsupported(fmt::format(
            "GnuTLS cannot be told this cipher list: it would allow {} as well", suite.openssl)));
      }
    }
  }
  std::string text;
  for (const std::string_view part : kx) text += fmt::format(":+{}", part);
  for (const std::string_view part : ciphers) text += fmt::format(":+{}", part);
  for (const std::string_view part : macs) text += fmt::format(":+{}", part);
  return text;
}

}  // namespace

std::uint64_t effective_options(const ContextOptions& options) {
  if (options.options.has_value()) return *options.options;
  return kDefaultOptions;
}

std::string group_of(std::string_view curve) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"prime256v1", "SECP256R1"},
      {"secp256r1", "SECP256R1"},
      {"P-256", "SECP256R1"},
      {"secp384r1", "SECP384R1"},
      {"P-384", "SECP384R1"},
      {"secp521r1", "SECP521R1"},
      {"P-521", "SECP521R1"},
      {"X25519", "X25519"},
      {"X448", "X448"},
  });
  for (const auto& [name, group] : kNames) {
    if (name == curve) return std::string(group);
  }
  return {};
}

tl::expected<Priority, Outcome> priority_of(const ContextOptions& options) {
  const std::uint64_t bits = effective_options(options);
  if (const std::uint64_t odd = bits & ~(kHarmless | kHonoured | kDefaultOptions); odd != 0) {
    return Unexpected(
        Outcome::unsupported(fmt::format("GnuTLS has no counterpart of the options {:#x}", odd)));
  }
  Priority priority;
  // Keys under 112 bits of strength are refused, as OpenSSL's security level 2 does.
  priority.text = "NORMAL:%PROFILE_MEDIUM:-VERS-ALL";
  bool tls12 = false;
  bool tls13 = false;
  for (const NamedVersion& version : kVersions) {
    const bool within = options.own_defaults ||
                        (version.version >= options.minimum && version.version <= options.maximum);
    if (!within || (bits & version.disabled_by) != 0) continue;
    priority.text += fmt::format(":+{}", version.name);
    (version.version == Version::kTls13 ? tls13 : tls12) = true;
  }
  if (!options.own_defaults && options.maximum < Version::kTls12) {
    return Unexpected(Outcome::unsupported("this engine has TLS 1.2 and 1.3 only"));
  }
  if (!options.own_defaults) {
    auto wanted = listed(options.ciphers);
    if (!wanted) return Unexpected(wanted.error());
    if (wanted->empty() && tls12 && !tls13) {
      return Unexpected(Outcome::raised("SSLError", "No cipher can be selected."));
    }
    auto chosen = parts(*wanted, tls12, tls13);
    if (!chosen) return Unexpected(chosen.error());
    priority.text += ":-KX-ALL:-CIPHER-ALL:-MAC-ALL" + *chosen;
    if (tls13) {
      for (const Suite& suite : suites().first(3)) priority.suites.push_back(&suite);
    }
    if (tls12) priority.suites.insert(priority.suites.end(), wanted->begin(), wanted->end());
  } else {
    for (const Suite& suite : suites()) priority.suites.push_back(&suite);
  }
  if (!options.curve.empty()) {
    const std::string group = group_of(options.curve);
    if (group.empty()) {
      return Unexpected(Outcome::raised(
          "ValueError", fmt::format("unknown elliptic curve name '{}'", options.curve)));
    }
    priority.text += ":-GROUP-ALL:+GROUP-" + group;
  } else if (!options.own_defaults) {
    priority.text += kGroups;
  }
  if ((bits & option::kCipherServerPreference) != 0) priority.text += ":%SERVER_PRECEDENCE";
  if ((bits & option::kEnableMiddleboxCompat) == 0) priority.text += ":%DISABLE_TLS13_COMPAT_MODE";
  if ((bits & option::kNoEncryptThenMac) != 0) priority.text += ":%NO_ETM";
  return priority;
}

}  // namespace parallax::gnutls
