// The fixed peer: the other end of every script, the same for every subject.
//
// It is the OpenSSL adapter linked statically into a shared object of its own (engines/peer), so that it
// shares neither code nor state with a subject in the same process. The same seed gives the same octets,
// whatever the subject is, for as long as the subject's own octets allow it.
#ifndef PARALLAX_HARNESS_PEER_FIXED_PEER_H_
#define PARALLAX_HARNESS_PEER_FIXED_PEER_H_

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "harness/host/host.h"
#include "harness/host/installation.h"

namespace parallax {

// A peer of one's own, in this process, with puppets (puppet_host.h) beside its objects. The error is a sentence.
tl::expected<std::unique_ptr<Host>, std::string> make_peer(const Installation& installation);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PEER_FIXED_PEER_H_
