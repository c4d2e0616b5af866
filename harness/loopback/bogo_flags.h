// The flags of a BoGo shim, as far as Python's contract can do what they ask.
//
// BoringSSL's runner starts a shim for every test with flags; one that the shim does not know makes it exit
// with 89, and the runner counts the test as unimplemented. So every flag here is really obeyed.
//
// Threads: pure functions. Complexity: linear. Source: BoringSSL ssl/test/PORTING.md, ssl/test/test_config.cc.
#ifndef PARALLAX_HARNESS_LOOPBACK_BOGO_FLAGS_H_
#define PARALLAX_HARNESS_LOOPBACK_BOGO_FLAGS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace parallax::loopback {

inline constexpr int kExitUnimplemented = 89;

// What one connection is to be like. Numbers are -1, and texts empty, where nothing was said.
struct BogoFlags {
  std::int64_t port = -1, shim_id = 0, resume_count = 0, min_version = -1, max_version = -1,
               read_size = 512, repeat_initial_write = 1, expect_version = -1, expect_cipher = -1;
  bool ipv6 = false, server = false, async = false;
  bool no_tls1 = false, no_tls11 = false, no_tls12 = false, no_tls13 = false;
  bool verify_peer = false, require_certificate = false, no_ticket = false;
  bool server_preference = false, is_handshaker_supported = false;
  bool shim_writes_first = false, shim_shuts_down = false, check_close_notify = false;
  bool different_record_sizes = false, handshake_twice = false, extra_handshake = false;
  bool expect_session_miss = false, expect_no_peer_certificate = false, tls_unique = false;
  std::string certificate, key, trusted, cipher, host_name, advertise_alpn, select_alpn,
      expect_alpn, initial_write = "hello";
  std::vector<std::int64_t> curves;
  bool operator==(const BogoFlags&) const = default;
};

struct BogoRun {
  BogoFlags first, resumed;  // -on-initial-… and -on-resume-… apart
};

// The error names the flag that is not known, or has no value.
tl::expected<BogoRun, std::string> parse_bogo_flags(std::span<const std::string> arguments);

// The keys of the `context` step. `certificate` and `trusted` are names (credentials.h), `family` the
// engine's. The error says what the contract cannot do.
tl::expected<std::string, std::string> bogo_context(const BogoFlags& flags,
                                                    std::string_view certificate,
                                                    std::string_view trusted,
                                                    std::string_view family);

// The names of ALPN's wire form, joined by commas. Nothing where a name cannot be written so.
tl::expected<std::string, std::string> protocol_names(std::string_view wire);

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_BOGO_FLAGS_H_
