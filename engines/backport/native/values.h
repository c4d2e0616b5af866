// Values: from the core's values to Python objects.
//
// On 2.7 text is str, and unicode where it is not ASCII. A certificate's dict is that of 2.7's own
// getpeercert(), unicode where that has it (the values of subject and issuer, and others).
//
// Threads: under the interpreter's lock. Each function gives a new reference, or null with an exception.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_VALUES_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_VALUES_H_

#include <string_view>

#include "engines/backport/native/python.h"
#include "harness/contract/value.h"

namespace parallax::backport {

PyObject* new_text(std::string_view utf8);
PyObject* new_octets(std::string_view octets);
// Made of None, bool, integers, text, octets, and lists, tuples and dicts of these.
PyObject* new_value(const Value& value);
// getpeercert()'s dict.
PyObject* new_certificate(const Value& value);

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_VALUES_H_
