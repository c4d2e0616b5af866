// SSLSession: ssl.SSLSession of Python 3.13 over the core's session.
//
// Made by SSLObject.session alone. Compares by session id; unhashable; neither copied nor pickled.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_SESSION_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_SESSION_H_

#include <memory>

#include "engines/backport/native/python.h"
#include "harness/contract/engine.h"

namespace parallax::backport {

// The type, made ready; borrowed. Null with an exception set.
PyTypeObject* session_type();
PyObject* new_session(std::shared_ptr<Session> session);
// The session of an SSLSession. For any other object one that belongs to no library, which the core
// refuses at its place among the checks.
std::shared_ptr<Session> session_of(PyObject* object);

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_SESSION_H_
