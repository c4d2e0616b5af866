// Protocol plants: OpenSSL with one thing of TLS done wrong.
//
// Bugs that no wrapper of the contract could have, since they are inside the handshake or the record layer.
// They are patched into a copy of OpenSSL of their own as it is linked (engines/planted/tls): each replaces
// a function of libssl by one that errs. Puppets find them (corpus/puppet).
#ifndef PARALLAX_ENGINES_PLANTED_PROTOCOL_H_
#define PARALLAX_ENGINES_PLANTED_PROTOCOL_H_

#include <span>
#include <string_view>

#include "engines/planted/planted.h"

namespace parallax {

std::span<const Plant> protocol_plants();
bool is_protocol_plant(std::string_view name);

// The function of their library (planted_tls) that turns one on; 0 when there is no such.
inline constexpr const char* kPlantFunction = "parallax_plant_protocol";
using PlantFunction = int (*)(const char* name);

}  // namespace parallax

#endif  // PARALLAX_ENGINES_PLANTED_PROTOCOL_H_
