// Disturb: acts on the process outside every object, as other code beside a TLS connection would.
#ifndef PARALLAX_ENGINES_FAMILY_DISTURB_H_
#define PARALLAX_ENGINES_FAMILY_DISTURB_H_

#include <string_view>

#include "engines/family/runtime.h"
#include "harness/contract/outcome.h"

namespace parallax::family {

//   errno        leaves ECONNRESET in errno
//   error_queue  leaves a stale error in this thread's queue, as careless C code does
//   hash         looks up a digest that does not exist, as hashlib.new("nope") does
//   certificate  reads PEM that holds none, as load_verify_locations(cadata="nope") does
//   thread       does the latter two in another thread, which ends with its queue full
// hash and certificate clear the queue after them, as CPython does.
Outcome disturb(Runtime& runtime, std::string_view kind);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_DISTURB_H_
