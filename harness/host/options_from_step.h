// The keys of `context`, `object` and `peer` steps, as ContextOptions.
#ifndef PARALLAX_HARNESS_HOST_OPTIONS_FROM_STEP_H_
#define PARALLAX_HARNESS_HOST_OPTIONS_FROM_STEP_H_

#include <tl/expected.hpp>

#include "harness/contract/options.h"
#include "harness/contract/outcome.h"
#include "harness/script/script.h"

namespace parallax {

// The role that the step's first operand names. Anything but `client` or `server`: unsupported.
tl::expected<Role, Outcome> role_of(const Step& step);

// What the step asks for, over the language's defaults: a client trusts `root`, requires a certificate
// and checks the name; a server has `p256` and asks for none. Words that mean nothing are ValueError.
tl::expected<ContextOptions, Outcome> context_options(const Step& step);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_OPTIONS_FROM_STEP_H_
