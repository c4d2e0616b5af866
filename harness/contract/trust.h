// Trust: what a context takes for authorities when it is not one of the test PKI.
//
// ContextOptions::authority of this name stands for the system's own store, at the places that the library
// looks for it (`trust=system` in a script): SSL_CERT_FILE and SSL_CERT_DIR, else the paths it was
// configured with. No file of the PKI can have the name.
#ifndef PARALLAX_HARNESS_CONTRACT_TRUST_H_
#define PARALLAX_HARNESS_CONTRACT_TRUST_H_

#include <string_view>

namespace parallax {

inline constexpr std::string_view kSystemTrust = "@system";

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_TRUST_H_
