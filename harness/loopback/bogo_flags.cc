#include "harness/loopback/bogo_flags.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <variant>

#include "harness/contract/options.h"
#include "harness/contract/value.h"

namespace parallax::loopback {
namespace {

using Member = std::variant<bool BogoFlags::*, std::int64_t BogoFlags::*, std::string BogoFlags::*,
                            std::vector<std::int64_t> BogoFlags::*>;
struct Flag {
  std::string_view name;
  Member member;
};

const Flag kFlags[] = {
    {"port", &BogoFlags::port},
    {"shim-id", &BogoFlags::shim_id},
    {"resume-count", &BogoFlags::resume_count},
    {"min-version", &BogoFlags::min_version},
    {"max-version", &BogoFlags::max_version},
    {"read-size", &BogoFlags::read_size},
    {"repeat-shim-initial-write", &BogoFlags::repeat_initial_write},
    {"expect-version", &BogoFlags::expect_version},
    {"expect-cipher", &BogoFlags::expect_cipher},
    {"ipv6", &BogoFlags::ipv6},
    {"server", &BogoFlags::server},
    {"async", &BogoFlags::async},
    {"no-tls1", &BogoFlags::no_tls1},
    {"no-tls11", &BogoFlags::no_tls11},
    {"no-tls12", &BogoFlags::no_tls12},
    {"no-tls13", &BogoFlags::no_tls13},
    {"verify-peer", &BogoFlags::verify_peer},
    {"require-any-client-certificate", &BogoFlags::require_certificate},
    {"no-ticket", &BogoFlags::no_ticket},
    {"server-preference", &BogoFlags::server_preference},
    {"is-handshaker-supported", &BogoFlags::is_handshaker_supported},
    {"shim-writes-first", &BogoFlags::shim_writes_first},
    {"shim-shuts-down", &BogoFlags::shim_shuts_down},
    {"check-close-notify", &BogoFlags::check_close_notify},
    {"write-different-record-sizes", &BogoFlags::different_record_sizes},
    {"handshake-twice", &BogoFlags::handshake_twice},
    {"no-op-extra-handshake", &BogoFlags::extra_handshake},
    {"expect-session-miss", &BogoFlags::expect_session_miss},
    {"expect-no-peer-cert", &BogoFlags::expect_no_peer_certificate},
    {"tls-unique", &BogoFlags::tls_unique},
    {"cert-file", &BogoFlags::certificate},
    {"key-file", &BogoFlags::key},
    {"trust-cert", &BogoFlags::trusted},
    {"cipher", &BogoFlags::cipher},
    {"host-name", &BogoFlags::host_name},
    {"advertise-alpn", &BogoFlags::advertise_alpn},
    {"select-alpn", &BogoFlags::select_alpn},
    {"expect-alpn", &BogoFlags::expect_alpn},
    {"shim-initial-write", &BogoFlags::initial_write},
    {"curves", &BogoFlags::curves},
};

const Flag* find(std::string_view name) {
  for (const Flag& flag : kFlags) {
    if (flag.name == name) return &flag;
  }
  return nullptr;
}

bool read(std::string_view text, std::int64_t* out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

// False: the value is none of that flag.
bool set(const Flag& flag, std::string_view value, BogoFlags* flags) {
  if (const auto* number = std::get_if<std::int64_t BogoFlags::*>(&flag.member))
    return read(value, &(flags->**number));
  if (const auto* text = std::get_if<std::string BogoFlags::*>(&flag.member)) {
    flags->** text = value;
    return true;
  }
  if (const auto* list = std::get_if<std::vector<std::int64_t> BogoFlags::*>(&flag.member)) {
    std::int64_t number = 0;
    if (!read(value, &number)) return false;
    (flags->**list).push_back(number);
    return true;
  }
  flags->*std::get<bool BogoFlags::*>(flag.member) = true;
  return true;
}

// The names that Python's set_ecdh_curve takes.
std::string_view curve_name(std::int64_t group) {
  switch (group) {
    case 23:
      return "prime256v1";
    case 24:
      return "secp384r1";
    case 25:
      return "secp521r1";
    case 29:
      return "X25519";
    default:
      return {};
  }
}

std::string_view version_name(std::int64_t version) {
  constexpr std::string_view kNames[] = {"1.0", "1.1", "1.2", "1.3"};
  return version < 0x0301 || version > 0x0304 ? std::string_view()
                                              : kNames[static_cast<std::size_t>(version - 0x0301)];
}

// Scripts write protocols as words.
constexpr std::string_view kOddName = "names of protocols that a script cannot write";
bool is_word(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '/' || c == '_';
  });
}

// GnuTLS has no word for all of its suites: those of TLS 1.2 that the other libraries' ALL has, and that it can be told.
constexpr std::string_view kSuitesOfGnutls =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-SHA384:ECDHE-RSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA256:"
    "ECDHE-RSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA:"
    "ECDHE-RSA-AES128-SHA:AES256-GCM-SHA384:AES128-GCM-SHA256:AES256-SHA256:AES128-SHA256:"
    "AES256-SHA:AES128-SHA";

// OpenSSL's numbers, which the contract has.
constexpr std::uint64_t kLegacyServerConnect = 0x4, kNoTicket = 0x4000,
                        kServerPreference = 0x400000, kNoRenegotiation = 0x40000000;

}  // namespace

tl::expected<BogoRun, std::string> parse_bogo_flags(std::span<const std::string> arguments) {
  BogoRun run;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view name = arguments[i];
    if (!name.starts_with('-')) return tl::unexpected(fmt::format("{} is no flag", name));
    name.remove_prefix(1);
    bool first = true, resumed = true;
    const auto strip = [&](std::string_view prefix) {
      if (!name.starts_with(prefix)) return false;
      name.remove_prefix(prefix.size());
      return true;
    };
    if (strip("on-initial-")) {
      resumed = false;
    } else if (strip("on-resume-")) {
      first = false;
    } else if (strip("on-retry-") || strip("on-shim-") || strip("on-handshaker-")) {
      return tl::unexpected(
          arguments[i]);  // early data, and a process of its own for the handshake
    }
    const Flag* flag = find(name);
    if (flag == nullptr) return tl::unexpected(arguments[i]);
    std::string_view value;
    if (!std::holds_alternative<bool BogoFlags::*>(flag->member)) {
      if (++i == arguments.size()) return tl::unexpected(fmt::format("-{} without a value", name));
      value = arguments[i];
    }
    if ((first && !set(*flag, value, &run.first)) || (resumed && !set(*flag, value, &run.resumed)))
      return tl::unexpected(fmt::format("-{} {}", name, value));
  }
  return run;
}

tl::expected<std::string, std::string> protocol_names(std::string_view wire) {
  std::string names;
  while (!wire.empty()) {
    const std::size_t length = static_cast<std::uint8_t>(wire[0]);
    const std::string_view name = wire.substr(1, length);
    if (name.size() != length || !is_word(name)) return tl::unexpected(std::string(kOddName));
    names += (names.empty() ? "" : ",") + std::string(name);
    wire.remove_prefix(1 + length);
  }
  return names;
}

tl::expected<std::string, std::string> bogo_context(const BogoFlags& flags,
                                                    std::string_view certificate,
                                                    std::string_view trusted,
                                                    std::string_view family) {
  const bool off[] = {flags.no_tls1, flags.no_tls11, flags.no_tls12, flags.no_tls13};
  std::int64_t low = flags.min_version < 0 ? 0x0301 : flags.min_version;
  std::int64_t high = flags.max_version < 0 ? 0x0304 : flags.max_version;
  const auto is_off = [&](std::int64_t version) {
    return version >= 0x0301 && version <= 0x0304 && off[version - 0x0301];
  };
  while (low < high && is_off(low)) ++low;
  while (low < high && is_off(high)) --high;
  for (std::int64_t version = low; version <= high; ++version) {
    if (is_off(version)) return tl::unexpected(std::string("versions with a gap between them"));
  }
  if (version_name(low).empty() || version_name(high).empty())
    return tl::unexpected(std::string("versions that Python has no name for"));
  if (family == "gnutls" && high < 0x0303)
    return tl::unexpected(std::string("versions that this engine has not"));
  std::string keys = fmt::format("tls={}", version_name(low));
  if (low != high) keys += fmt::format("-{}", version_name(high));
  keys += certificate.empty() ? " cert=none" : fmt::format(" cert={}", certificate);
  keys += trusted.empty() ? " ca=none" : fmt::format(" ca={}", trusted);
  const bool asks = flags.verify_peer || flags.require_certificate;
  const bool optional = flags.server && !flags.require_certificate;
  keys += !asks ? " verify=none" : optional ? " verify=optional" : " verify=required";
  keys += " check_hostname=False";
  // What the runner takes for granted: servers without renegotiation_info are talked to, no renegotiation, and an order
  // of ciphers that is given is a server's order.
  std::uint64_t options = kDefaultOptions & ~kServerPreference;
  options |= kLegacyServerConnect | kNoRenegotiation;
  if (flags.no_ticket) options |= kNoTicket;
  if (flags.server_preference || !flags.cipher.empty()) options |= kServerPreference;
  keys += fmt::format(" options={}", options);
  // The runner's own names are BoringSSL's; without one, everything that the engine has.
  if (family != "boringssl" && flags.cipher.find('[') != std::string::npos)
    return tl::unexpected(std::string("ciphers of equal preference, of BoringSSL's lists alone"));
  std::string ciphers = flags.cipher;
  if (ciphers.empty()) ciphers = family == "gnutls" ? kSuitesOfGnutls : std::string_view("ALL");
  if (family == "openssl" && !ciphers.empty()) ciphers += ":@SECLEVEL=0";
  if (!ciphers.empty()) keys += fmt::format(" ciphers={}", print(Value::text(ciphers)));
  if (!flags.advertise_alpn.empty()) {
    const auto names = protocol_names(flags.advertise_alpn);
    if (!names) return names;
    keys += fmt::format(" alpn={}", *names);
  } else if (!flags.select_alpn.empty()) {
    if (!is_word(flags.select_alpn)) return tl::unexpected(std::string(kOddName));
    keys += fmt::format(" alpn={}", flags.select_alpn);
  }
  if (!flags.curves.empty()) {
    const std::string_view curve = curve_name(flags.curves[0]);
    if (flags.curves.size() > 1 || curve.empty())
      return tl::unexpected(std::string("groups that set_ecdh_curve does not take"));
    keys += fmt::format(" curve={}", curve);
  }
  return keys;
}

}  // namespace parallax::loopback
