// Engine libraries: shared objects loaded for good.
#ifndef PARALLAX_HARNESS_HOST_LIBRARY_H_
#define PARALLAX_HARNESS_HOST_LIBRARY_H_

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/contract/engine.h"

namespace parallax {

// Loads the shared object at `path` and makes an engine. The library stays loaded until the process
// ends (TLS libraries do not survive being unloaded). The error is a sentence for people: which file,
// what the loader said, and the Debian package that has what is missing where that is known.
// Thread safety: may be called from several threads; each gets an engine of its own.
tl::expected<std::unique_ptr<Engine>, std::string> load_engine(const std::string& path,
                                                               const EngineConfig& config);

// The files in this process's link map whose name begins with libssl or libcrypto. Must be empty
// before the first engine is loaded: a TLS library in the global scope would be everybody's.
std::vector<std::string> tls_libraries_loaded();

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_LIBRARY_H_
