// Config: who a puppet is, as its `puppet` step says.
//
// Plain values. What is empty has the default of defaults_for(). Source: RFC 8446, RFC 5246 and the
// extensions named.
#ifndef PARALLAX_HARNESS_PUPPET_CONFIG_H_
#define PARALLAX_HARNESS_PUPPET_CONFIG_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/contract/options.h"

namespace parallax::puppet {

inline constexpr std::uint16_t kTls12 = 0x0303, kTls13 = 0x0304;

// What resumption needs: a ticket of TLS 1.3, or a ticket or id of TLS 1.2, and its secret.
struct Session {
  std::uint16_t version = 0;
  std::uint16_t suite = 0;
  std::string secret;  // the PSK, or the master secret
  std::string ticket;  // as the server knows it
  std::string id;      // TLS 1.2 without a ticket
  std::uint32_t lifetime = 0, age_add = 0;
  std::uint32_t max_early_data = 0;
  std::int64_t issued = 0;  // by the script's clock, seconds
  bool extended_master_secret = false;
  bool external = false;  // a PSK agreed beforehand: RFC 8446 4.2.11.2
};
// What servers remember: by ticket or id.
using SessionStore = std::map<std::string, std::shared_ptr<const Session>, std::less<>>;

struct Config {
  Role role = Role::kClient;
  std::uint16_t lowest = kTls12, highest = kTls13;
  std::vector<std::uint16_t> suites;      // preferred first
  std::vector<std::uint16_t> groups;      // preferred first
  std::vector<std::uint16_t> shares;      // of a client: the groups it sends a share of at once
  std::vector<std::uint16_t> schemes;     // signature_algorithms
  std::vector<std::string> certificates;  // names in the test PKI
  std::optional<std::string> server_name;
  std::vector<std::string> alpn;
  bool request_certificate = false;  // of a server
  bool post_handshake_auth = false;  // of a client
  int tickets = 0;                   // that a server sends; TLS 1.2: none or one
  bool session_ids = true;           // TLS 1.2 servers give a session id where they give no ticket
  bool early_data = false;           // clients send it, servers accept it
  std::uint32_t max_early_data = 0;  // in tickets
  bool middlebox = true;             // RFC 8446 D.4
  bool extended_master_secret = true;              // RFC 7627
  bool encrypt_then_mac = true;                    // RFC 7366
  std::optional<std::uint16_t> record_size_limit;  // RFC 8449
  std::optional<std::size_t> pss_salt;             // octets; else as many as the hash has
  std::shared_ptr<const Session> session;          // to resume, or agreed beforehand
  std::int64_t clock = 0;
};

// Fills what is empty in: everything that the puppet knows, in the order that browsers have it.
void fill_defaults(Config* config);

}  // namespace parallax::puppet

#endif  // PARALLAX_HARNESS_PUPPET_CONFIG_H_
