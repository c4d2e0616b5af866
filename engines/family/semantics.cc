#include "engines/family/semantics.h"

#include <charconv>
#include <memory>

namespace parallax::family {
namespace {

constexpr std::string_view kNewest = "3.13";
constexpr std::string_view kDebian = "-debian";
// A version named without its patch level stands for the last one.
constexpr int kLastPatch = 99;

struct Version {
  int minor = 0;
  int patch = kLastPatch;
  bool debian = false;
  bool from(int m, int p = 0) const { return minor > m || (minor == m && patch >= p); }
};

std::optional<Version> parse(std::string_view text) {
  Version version;
  if (text.ends_with(kDebian)) {
    version.debian = true;
    text.remove_suffix(kDebian.size());
  }
  if (!text.starts_with("3.")) return std::nullopt;
  text.remove_prefix(2);
  const char* const end = std::to_address(text.end());
  auto [at, error] = std::from_chars(std::to_address(text.begin()), end, version.minor);
  if (error != std::errc() || version.minor < 6 || version.minor > 13) return std::nullopt;
  if (at == end) return version;
  if (*at != '.') return std::nullopt;
  auto [last, patch_error] = std::from_chars(at + 1, end, version.patch);
  if (patch_error != std::errc() || last != end) return std::nullopt;
  return version;
}

std::string default_ciphers(const Version& v) {
  if (v.debian) return {};  // configured with --with-ssl-default-suites=openssl
  if (v.from(10)) {
    return "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!"
           "AESCCM";
  }
  if (v.from(7)) return "DEFAULT:!aNULL:!eNULL:!MD5:!3DES:!DES:!RC4:!IDEA:!SEED:!aDSS:!SRP:!PSK";
  return "TLS13-AES-256-GCM-SHA384:TLS13-CHACHA20-POLY1305-SHA256:TLS13-AES-128-GCM-SHA256:"
         "ECDH+AESGCM:ECDH+CHACHA20:DH+AESGCM:DH+CHACHA20:ECDH+AES256:DH+AES256:ECDH+AES128:DH+AES:"
         "ECDH+HIGH:DH+HIGH:RSA+AESGCM:RSA+AES:RSA+HIGH:!aNULL:!eNULL:!MD5:!3DES";
}

}  // namespace

std::optional<Semantics> semantics_of(std::string_view text) {
  if (text.empty()) text = kNewest;
  const std::optional<Version> parsed = parse(text);
  if (!parsed) return std::nullopt;
  const Version& v = *parsed;
  // gh-95494 and gh-96931, in 3.10.11, 3.11.3 and 3.12.
  const bool eof_fix = v.minor == 10 ? v.from(10, 11) : v.from(11, 3);
  Semantics s;
  s.name = text;
  s.verification_error = v.from(7);
  s.packed_error_number = !v.from(7);
  s.all_library_names = v.from(8);
  s.eof_reason = eof_fix;
  s.verify_failure_in_syscall = eof_fix;
  s.errno_in_syscall = v.from(13);
  s.plain_i2d = v.from(11, 3);
  s.int_type_error = v.from(10);
  s.ssize_lengths = v.from(10);
  s.role_checked = v.from(10);
  s.shared_by_both = eof_fix;
  s.hostname_in_library = v.from(7);
  s.sni_refusal_seen = v.from(8);
  s.sni_refusal_is_system_error = v.minor == 7;
  s.session_id_on_object = v.from(13);
  s.chains = v.from(13);
  s.npn_warns = v.from(10);
  s.msg_callback = v.from(8);
  s.keylog = v.from(8);
  s.psk = v.from(13);
  s.idna = v.from(13) ? 2 : v.from(12) ? 1 : 0;
  s.default_ciphers = default_ciphers(v);
  s.minimum_tls12 = v.from(10) && !v.debian;
  s.ignore_unexpected_eof = v.from(8) && !eof_fix;
  s.version_attributes = v.from(7);
  s.version_checked = v.from(10);
  s.any_attribute = v.from(7);
  s.num_tickets = v.from(8);
  s.security_level = v.from(10);
  s.set_groups = v.from(11, 3);
  s.unsigned_options = v.from(12);
  s.option_warnings = v.from(10);
  return s;
}

}  // namespace parallax::family
