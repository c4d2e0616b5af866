// KeyLog: the secrets of connections, by their ClientHello's Random.
//
// Lines are those of the NSS key log format, which SSLKEYLOGFILE, Wireshark and every engine here know:
//
//   CLIENT_RANDOM 5f3d…(64 hexadecimal digits) 91c4…       TLS 1.2 and below: the master secret
//   CLIENT_HANDSHAKE_TRAFFIC_SECRET 5f3d… 7ab0…            TLS 1.3
//
// Threads: a plain value. Complexity: logarithmic a line or look-up. Errors: a line that is none is kept
// out, and add() says so.
// Source: RFC 9850 (the SSLKEYLOGFILE format for TLS).
#ifndef PARALLAX_HARNESS_WIRE_KEY_LOG_H_
#define PARALLAX_HARNESS_WIRE_KEY_LOG_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parallax::wire {

class KeyLog {
 public:
  KeyLog() = default;
  explicit KeyLog(const std::vector<std::string>& lines);
  // False for what is no line of a key log (comments and empty lines are none). One added twice counts once.
  bool add(std::string_view line);
  // The secrets of that label and Random, in the order added: none, one, or, where the two ends of a
  // connection saw different hellos, more. Octets, as is the Random.
  const std::vector<std::string>& find(std::string_view label,
                                       std::string_view client_random) const;
  // All lines, each once, in the order added.
  const std::vector<std::string>& lines() const { return lines_; }
  bool empty() const { return lines_.empty(); }

 private:
  std::map<std::pair<std::string, std::string>, std::vector<std::string>, std::less<>> secrets_;
  std::vector<std::string> lines_;
};

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_KEY_LOG_H_
