// A BoGo shim: any engine, driven by BoringSSL's test runner (docs/others-suites.md).
//
// Threads: one, with sockets of its own. Errors: the exit status, as the runner understands it: 0 done, 1
// failed with the reason on stderr as `:REASON:`, 89 for what is not implemented.
// Source: BoringSSL ssl/test/PORTING.md.
#ifndef PARALLAX_HARNESS_LOOPBACK_BOGO_SHIM_H_
#define PARALLAX_HARNESS_LOOPBACK_BOGO_SHIM_H_

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "harness/host/host.h"
#include "harness/loopback/credentials.h"

namespace parallax::loopback {

// Makes the engine with its certificates in that folder.
using HostMaker =
    std::function<tl::expected<std::unique_ptr<Host>, std::string>(const std::filesystem::path&)>;

int bogo_shim(const HostMaker& make, const std::filesystem::path& pki,
              std::span<const std::string> arguments);

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_BOGO_SHIM_H_
