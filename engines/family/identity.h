// Identity: which library this adapter was built against, and which it got.
#ifndef PARALLAX_ENGINES_FAMILY_IDENTITY_H_
#define PARALLAX_ENGINES_FAMILY_IDENTITY_H_

#include <string>

#include "engines/family/semantics.h"
#include "harness/contract/engine.h"

namespace parallax::family {

// Taken from headers and library. `buffer`: as EngineConfig has it. `deterministic`: what
// install_random() found.
Identity identify(const Semantics& semantics, const std::string& buffer, bool deterministic);

// Whether the library's functions come from where they were meant to: both halves from the folder,
// or from the file of the engine itself, that the build names; and from the same kind of library as
// the headers. Empty, or a sentence. or from the engine's own file, that the build names; and from
// the same kind of library as the headers. Empty, or a sentence.
std::string wrong_library();

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_IDENTITY_H_
