// What must be refused of the test PKI (corpus/pki/README.md), whoever verifies.
//
// Only what no reading of the RFCs allows is here; where implementations may choose (security
// levels, wildcards within a label, common names where there is no other name), nothing is said.
//
// Threads: pure. Complexity: linear in the table of certificates.
// Source: corpus/pki/make; RFC 5280 section 6; RFC 6125 section 6.4.
#ifndef PARALLAX_HARNESS_COMPARE_PKI_FACTS_H_
#define PARALLAX_HARNESS_COMPARE_PKI_FACTS_H_

#include <optional>
#include <string_view>

#include "harness/contract/options.h"

namespace parallax {

// Why a verifier that trusts `authority` (nothing, when absent) must refuse the chain; empty if it
// need not. `at_script_time`: the clock stands where scripts have it, and no flag turns the check
// of dates off.
std::string_view chain_must_fail(std::string_view certificate,
                                 const std::optional<std::string>& authority, bool at_script_time);

// Whether the certificate cannot be that of `hostname` (a DNS name or an address).
bool name_must_fail(std::string_view certificate, std::string_view hostname);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_PKI_FACTS_H_
