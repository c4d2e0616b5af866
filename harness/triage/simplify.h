// Simplify: values that are a little simpler than a value, simplest first.
#ifndef PARALLAX_HARNESS_TRIAGE_SIMPLIFY_H_
#define PARALLAX_HARNESS_TRIAGE_SIMPLIFY_H_

#include <vector>

#include "harness/contract/value.h"

namespace parallax {

// Each weighs less than `value`. Names, words, None and False have none. Complexity: logarithmic in a
// number and in the length of octets, linear in items and in octets shorter than 64.
std::vector<Value> simpler_values(const Value& value);

// What a value weighs: nothing if no value is simpler.
std::size_t weight(const Value& value);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_SIMPLIFY_H_
