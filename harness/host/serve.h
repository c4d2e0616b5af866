// The other side of a ChildHost: a C++ engine that answers step lines.
#ifndef PARALLAX_HARNESS_HOST_SERVE_H_
#define PARALLAX_HARNESS_HOST_SERVE_H_

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "harness/contract/engine.h"

namespace parallax {

// Makes the engine once the test PKI's folder is known.
using EngineMaker = std::function<tl::expected<std::unique_ptr<Engine>, std::string>()>;

// Says hello on `out`, then answers the lines of `in` until its end. Returns the exit status: 0, or 2
// with a sentence on stderr when there is no engine or the conversation is not the protocol's.
int serve(const EngineMaker& make, int in, int out);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_SERVE_H_
