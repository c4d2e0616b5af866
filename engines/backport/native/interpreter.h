// Interpreter: what the extension takes from inside 2.7's `_ssl`, and the proof that it is there.
//
// `_ssl` offers no C interface, so the SSL_CTX of a context is read from the object's memory: the first
// field after the head. And 2.7's SNI callback expects an _SSLSocket as the connection's application
// data, of which it reads one field, a weak reference to what the program's callback is given; a
// connection of ours shows it a stand-in with the same layout.
//
// verify() proves both before anything is believed:
// - the word where the SSL_CTX should be is read as a number, and what it points to is copied by a
//   system call, which fails where a load would be a fault;
// - the copy holds the address of the library's own method table at the place where an SSL_CTX of the
//   extension's has it. So it is an SSL_CTX, and `_ssl` has the very library that the extension has,
//   not a second copy or another version;
// - options set through Python are then seen through the library;
// - an _SSLSocket made from known objects holds their addresses at the expected places.
// Whatever fails is an ImportError that says what was expected and what to do.
//
// Threads: under the interpreter's lock.
// Source: CPython 2.7.9 to 2.7.18, Modules/_ssl.c (PySSLContext, PySSLSocket, _servername_callback).
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_INTERPRETER_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_INTERPRETER_H_

#include <memory>

#include "engines/backport/native/python.h"
#include "engines/family/library.h"

namespace parallax::backport {

// Once, at import. False with ImportError set.
bool verify_interpreter();

// The SSL_CTX of a context, with a reference of its own. Null with TypeError set for another object.
family::SslCtxPtr ssl_of(PyObject* context);
// Whether `object` is a context of this interpreter.
bool is_context(PyObject* object);

// What 2.7's callbacks find in place of an _SSLSocket. `owner`: a weak reference; borrowed, and to be
// kept for as long as the stand-in.
class StandIn {
 public:
  explicit StandIn(PyObject* owner);
  void* get() { return static_cast<void*>(memory_.get()); }

 private:
  std::unique_ptr<void*[]> memory_;
};

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_INTERPRETER_H_
