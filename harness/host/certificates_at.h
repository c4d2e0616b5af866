// A host whose engine takes its certificates from another folder than the test PKI.
#ifndef PARALLAX_HARNESS_HOST_CERTIFICATES_AT_H_
#define PARALLAX_HARNESS_HOST_CERTIFICATES_AT_H_

#include <string>

#include "harness/host/registry.h"

namespace parallax {

// As make_host (registry.h); NAME.pem and NAME.key are looked for in `pki`.
tl::expected<std::unique_ptr<Host>, std::string> make_host_at(const EngineSpec& spec,
                                                              const Installation& installation,
                                                              const HostOptions& options,
                                                              const std::string& pki);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_CERTIFICATES_AT_H_
