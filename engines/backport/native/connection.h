// Connection: the low-level TLS connection under SSLObject (pep546/_native.py), as Python 3.13 has an
// _ssl._SSLSocket under its own. Over the core's TlsObject.
//
// Made by wrap() alone; final; no weak references; neither copied nor pickled. Takes part in garbage
// collection: a context's SNI callback may hold the objects made from that context.
//
// Ownership: holds its BIOs' contents, the context, the first context (whose SSL_CTX the library goes back
// to for tickets, and whose callbacks have it as their argument), and a weak reference to its owner.
//
// Threads: any. A thread that comes to a connection at work waits for it.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_CONNECTION_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_CONNECTION_H_

#include <memory>
#include <optional>

#include "engines/backport/native/interpreter.h"
#include "engines/backport/native/python.h"
#include "engines/backport/native/shared.h"
#include "engines/family/object.h"

namespace parallax::backport {

// A connection's C++ half.
struct Inside {
  std::shared_ptr<SharedBio> incoming, outgoing;
  std::optional<StandIn> stand_in;  // outlives `tls`, whose callbacks find it
  std::shared_ptr<family::TlsObject> tls;
  Lock lock;
  bool at_work = false;  // in the library, or in a callback from there
};

struct ConnectionObject {
  PyObject_HEAD Inside* inside;  // null once the collector has cleared the object
  PyObject* context;
  PyObject* first_context;
  PyObject* owner;  // a weak reference
};

// The type, made ready; borrowed. Null with an exception set.
PyTypeObject* connection_type();

// wrap(context, incoming, outgoing, server_side, server_hostname, owner, session): SSLContext._wrap_bio
// of 3.13. server_hostname: None, or an A-label as str.
PyObject* wrap(PyObject* module, PyObject* arguments);

// The inside of a connection; null with ValueError set once it is cleared.
Inside* inside_of(PyObject* self);

// Runs `work(tls)` with the connection and its BIOs locked and the interpreter's lock given up.
//
// `within()` is the outcome instead when a callback of this very connection asks for it. The library is in
// the middle of the handshake then, and does not bear being driven further: CPython 3.13 with OpenSSL
// 3.0 dies of a do_handshake() there, and a write() leaves in plain text. Null: the library refuses by
// itself.
template <typename Work>
Outcome operate(Inside& inside, Outcome (*within)(), Work work) {
  const Unlocked others;
  const std::scoped_lock locks(inside.lock, inside.incoming->lock, inside.outgoing->lock);
  if (inside.at_work && within != nullptr) return within();
  const bool at_work = std::exchange(inside.at_work, true);
  Outcome outcome = work(*inside.tls);
  inside.at_work = at_work;
  return outcome;
}
// Runs `ask(tls)`, which is short, with the connection locked.
template <typename Ask>
auto ask(Inside& inside, Ask question) {
  const Held held(inside.lock);
  return question(*inside.tls);
}

// A context's settings, of 3.13 and of 2.7, for a connection of it. Null with an exception set.
std::shared_ptr<family::TlsContext> adopt(const std::shared_ptr<family::Runtime>& runtime,
                                          PyObject* context);

// Methods (connection_methods.cc) and attributes (connection_attributes.cc) of the type.
extern PyMethodDef connection_methods[];
extern PyGetSetDef connection_attributes[];

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_CONNECTION_H_
