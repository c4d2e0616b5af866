// Errors: from a library's error queue to the Python exception that CPython makes of it.
//
// Each function clears the queue, as CPython does once it has an exception.
//
// Threads: the queue is the thread's own. Source: CPython Modules/_ssl.c, PySSL_SetError,
// fill_and_set_sslerror, _setSSLError.
#ifndef PARALLAX_ENGINES_FAMILY_ERRORS_H_
#define PARALLAX_ENGINES_FAMILY_ERRORS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "engines/family/library.h"
#include "engines/family/semantics.h"
#include "harness/contract/outcome.h"

namespace parallax::family {

// What a failed call left behind, read at once after it.
struct Failure {
  int returned = 0;   // what CPython's call returned: 0 of SSL_read_ex and its like
  int ssl_error = 0;  // SSL_get_error
  int c_error = 0;    // errno
};

// A failed operation of an object. `hostname` appears in messages about a name that does not match.
Outcome operation_failed(const Semantics& semantics, const SSL* ssl, std::string_view hostname,
                         const Failure& failure);
// A failed call outside the connection's own work: errno is the library's reason code.
Outcome call_failed(const Semantics& semantics);
// SSLError with errno 0 and CPython's own words.
Outcome refused(std::string_view message);
// OSError, or the subclass that belongs to the number.
Outcome os_error(int number);

Outcome type_error(std::string_view message);
Outcome value_error(std::string_view message);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_ERRORS_H_
