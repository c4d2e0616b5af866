// Survey: what the interpreters' modules have, as lists for tables to draw from.
//
// What one of them has is a question to all: a name that only the target has, or only the reference,
// is a probe like any other. So no table has to name the module's 300 names, and a name that no table
// knows is not missed.
//
//   @names          the module's public names, without what it imports
//   @values         those that are no class and no function
//   @functions      functions
//   @classes        classes that are neither exceptions nor enumerations
//   @exceptions     exceptions
//   @enumerations   enumerations
//   @constants      their members, `TLSVersion.TLSv1_3`
//   @members        public attributes of the classes, `MemoryBIO.read`
//   @methods        those that can be called
//   @properties     those that cannot
//
// Threads: one thread, which the hosts belong to. Complexity: an answer of each host for each name.
#ifndef PARALLAX_HARNESS_PARITY_SURVEY_H_
#define PARALLAX_HARNESS_PARITY_SURVEY_H_

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/host/host.h"
#include "harness/parity/tables.h"

namespace parallax {

// The union over the hosts. The error names the host that does not answer.
tl::expected<Lists, std::string> survey(const std::vector<Host*>& hosts);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PARITY_SURVEY_H_
