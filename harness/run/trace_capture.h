// Trace capture: what a trace carried, as a capture file with its secrets (wire/pcapng.h).
//
// One TCP connection for each two objects that octets went between, with what arrived, faults included; what a
// script read itself goes to nobody, and what it wrote itself comes from nobody, on the object's own
// connection. The first segment of each step has the step as its comment; `write_eof` ends a side.
//
// Threads: pure. Complexity: linear in the octets carried. Errors: none.
#ifndef PARALLAX_HARNESS_RUN_TRACE_CAPTURE_H_
#define PARALLAX_HARNESS_RUN_TRACE_CAPTURE_H_

#include <string>
#include <string_view>

#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax {

// `application`: the name and version that the file says it was made by.
std::string capture_of(const Script& script, const Trace& trace, std::string_view application);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_RUN_TRACE_CAPTURE_H_
