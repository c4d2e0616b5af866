#include "harness/peer/fixed_peer.h"

#include "harness/host/in_process.h"
#include "harness/host/library.h"
#include "harness/peer/puppet_host.h"

namespace parallax {

tl::expected<std::unique_ptr<Host>, std::string> make_peer(const Installation& installation) {
  auto engine = load_engine(installation.engine_library(kPeerEngine).string(),
                            {.pki = installation.pki().string(), .semantics = {}, .buffer = {}});
  if (!engine) return tl::unexpected("the peer: " + engine.error());
  return std::make_unique<PeerHost>(std::make_unique<InProcessHost>(std::move(*engine)),
                                    installation.pki().string());
}

}  // namespace parallax
