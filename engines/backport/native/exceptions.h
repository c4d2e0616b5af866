// Exceptions: from the core's outcomes to the interpreter's own classes.
//
// SSLError and its kin are those of the interpreter's ssl, so that handlers of today's programs catch
// them. An operating system's error is socket.error on 2.7, as its SSLSocket raises, and OSError on 3.
//
// Threads: under the interpreter's lock.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_EXCEPTIONS_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_EXCEPTIONS_H_

#include "engines/backport/native/python.h"
#include "harness/contract/outcome.h"

namespace parallax::backport {

// Finds the classes, and makes SSLCertVerificationError (an SSLError and a ValueError) where ssl has
// none. Once, at import. False with ImportError set.
bool find_exceptions();
// The class; borrowed.
PyObject* certificate_error();

// Sets the exception that `outcome`, which is not ok, stands for. Returns null.
PyObject* raise(const Outcome& outcome);
// Sets the exception, or gives the value as a Python object.
PyObject* result_of(const Outcome& outcome);

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_EXCEPTIONS_H_
