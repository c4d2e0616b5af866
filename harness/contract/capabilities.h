// Capabilities: the words by which an engine says what it can do. A step that needs one is answered
// `unsupported` by engines without it, and counted.
#ifndef PARALLAX_HARNESS_CONTRACT_CAPABILITIES_H_
#define PARALLAX_HARNESS_CONTRACT_CAPABILITIES_H_

namespace parallax::capability {

inline constexpr const char* kDeterministic = "deterministic";   // same script, same bytes
inline constexpr const char* kClock = "clock";                   // obeys the script's clock
inline constexpr const char* kKeylog = "keylog";                 // gives the secrets
inline constexpr const char* kPythonObjects = "python_objects";  // real Python arguments
inline constexpr const char* kTls10 = "tls1.0";
inline constexpr const char* kTls11 = "tls1.1";
inline constexpr const char* kTls12 = "tls1.2";
inline constexpr const char* kTls13 = "tls1.3";
inline constexpr const char* kSni = "sni";  // SNI callback
inline constexpr const char* kPostHandshakeAuth = "post_handshake_auth";
inline constexpr const char* kSessions = "sessions";

}  // namespace parallax::capability

#endif  // PARALLAX_HARNESS_CONTRACT_CAPABILITIES_H_
