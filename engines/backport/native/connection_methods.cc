// What a connection does.
#include <algorithm>
#include <utility>

#include "engines/backport/native/arguments.h"
#include "engines/backport/native/connection.h"
#include "engines/backport/native/exceptions.h"
#include "engines/backport/native/values.h"

namespace parallax::backport {
namespace {

using family::TlsObject;

// A record holds 16 KiB of plaintext at most (RFC 8446, section 5.1) and a read gives one record: more
// room would be made and given back for nothing.
constexpr Py_ssize_t kMostOctets = 16384;
// The least that a str object has beside its octets: longer lengths have no size in octets.
constexpr Py_ssize_t kStrOverhead = 33;

// Refuses lengths for which CPython could not make its result.
bool has_room(Py_ssize_t length) {
  if (length < 0) {
    PyErr_SetString(PyExc_ValueError, "size should not be negative");
    return false;
  }
  if (length > PY_SSIZE_T_MAX - kStrOverhead) {
    PyErr_SetString(PyExc_OverflowError, "byte string is too large");
    return false;
  }
  if (length <= kMostOctets) return true;
  void* volatile octets = PyMem_Malloc(static_cast<std::size_t>(length));
  if (octets == nullptr) {
    PyErr_NoMemory();
    return false;
  }
  PyMem_Free(octets);
  return true;
}

// What a callback gets that drives its own connection: nothing can be read yet, and nothing else done.
Outcome nothing_yet() {
  PythonError error;
  error.type = "SSLWantReadError";
  error.error_no = SSL_ERROR_WANT_READ;
  error.message = "The operation did not complete (read)";
  return Outcome::raised(std::move(error));
}
Outcome not_now() {
  PythonError error;
  error.type = "SSLError";
  error.error_no = SSL_ERROR_SSL;
  error.message =
      "the object is in use: an operation on it called back, and the callback called it again";
  return Outcome::raised(std::move(error));
}

PyObject* read_octets(Inside& inside, Py_ssize_t length) {
  if (!has_room(length)) return nullptr;
  const Py_ssize_t room = std::min(length, kMostOctets);
  PyRef octets(PyBytes_FromStringAndSize(nullptr, room));
  if (!octets || room == 0) return octets.release();
  char* data = PyBytes_AS_STRING(octets.get());
  std::size_t count = 0;
  const Outcome outcome = operate(inside, nothing_yet, [&](TlsObject& tls) {
    return tls.read_some(data, static_cast<std::size_t>(room), &count);
  });
  if (!outcome.is_ok()) return raise(outcome);
  PyObject* result = octets.release();
  if (static_cast<Py_ssize_t>(count) != room) {
    _PyBytes_Resize(&result, static_cast<Py_ssize_t>(count));
  }
  return result;
}

PyObject* read_into(Inside& inside, Py_ssize_t length, PyObject* buffer) {
  Output output;
  if (!output.open(buffer, "read()")) return nullptr;
  std::size_t room = output.size();
  if (length > 0) room = std::min(room, static_cast<std::size_t>(length));
  if (room == 0) return new_integer(0);
  std::size_t count = 0;
  const Outcome outcome = operate(inside, nothing_yet, [&](TlsObject& tls) {
    return tls.read_some(output.data(), room, &count);
  });
  if (!outcome.is_ok()) return raise(outcome);
  return output.commit(count) ? new_integer(static_cast<std::int64_t>(count)) : nullptr;
}

PyObject* read(PyObject* self, PyObject* arguments) {
  Inside* inside = inside_of(self);
  PyObject *given = nullptr, *buffer = nullptr;
  if (inside == nullptr || PyArg_UnpackTuple(arguments, "read", 1, 2, &given, &buffer) == 0) {
    return nullptr;
  }
  Py_ssize_t length = 0;
  if (!to_size(given, &length)) return nullptr;
  const PyRef keep = PyRef::share(self);
  return buffer == nullptr ? read_octets(*inside, length) : read_into(*inside, length, buffer);
}

PyObject* write(PyObject* self, PyObject* data) {
  Inside* inside = inside_of(self);
  Input input;
  if (inside == nullptr || !input.open(data)) return nullptr;
  const PyRef keep = PyRef::share(self);
  return result_of(
      operate(*inside, not_now, [&](TlsObject& tls) { return tls.write(input.octets()); }));
}

// A method without arguments that does the connection's work.
template <Outcome (TlsObject::*Operation)(), Outcome (*Within)()>
PyObject* run(PyObject* self, PyObject* /*none*/) {
  Inside* inside = inside_of(self);
  if (inside == nullptr) return nullptr;
  const PyRef keep = PyRef::share(self);
  return result_of(operate(*inside, Within, [](TlsObject& tls) { return (tls.*Operation)(); }));
}

// A method without arguments that tells something.
template <Outcome (TlsObject::*Question)()>
PyObject* tell(PyObject* self, PyObject* /*none*/) {
  Inside* inside = inside_of(self);
  if (inside == nullptr) return nullptr;
  return result_of(ask(*inside, [](TlsObject& tls) { return (tls.*Question)(); }));
}

PyObject* getpeercert(PyObject* self, PyObject* arguments) {
  Inside* inside = inside_of(self);
  PyObject* given = Py_False;
  if (inside == nullptr || PyArg_UnpackTuple(arguments, "getpeercert", 0, 1, &given) == 0) {
    return nullptr;
  }
  const int binary = PyObject_IsTrue(given);
  if (binary < 0) return nullptr;
  const Outcome outcome =
      ask(*inside, [&](TlsObject& tls) { return tls.getpeercert(binary != 0); });
  return outcome.is_ok() ? new_certificate(outcome.value()) : raise(outcome);
}

PyObject* get_channel_binding(PyObject* self, PyObject* arguments) {
  Inside* inside = inside_of(self);
  char* type = nullptr;
  if (inside == nullptr || PyArg_ParseTuple(arguments, "s:get_channel_binding", &type) == 0) {
    return nullptr;
  }
  return result_of(ask(*inside, [&](TlsObject& tls) { return tls.get_channel_binding(type); }));
}

}  // namespace

PyMethodDef connection_methods[] = {
    {"do_handshake", run<&TlsObject::do_handshake, not_now>, METH_NOARGS, nullptr},
    {"read", read, METH_VARARGS, nullptr},
    {"write", write, METH_O, nullptr},
    {"shutdown", run<&TlsObject::unwrap, nullptr>, METH_NOARGS, nullptr},
    {"verify_client_post_handshake", run<&TlsObject::verify_client_post_handshake, nullptr>,
     METH_NOARGS, nullptr},
    {"pending", tell<&TlsObject::pending>, METH_NOARGS, nullptr},
    {"version", tell<&TlsObject::version>, METH_NOARGS, nullptr},
    {"cipher", tell<&TlsObject::cipher>, METH_NOARGS, nullptr},
    {"shared_ciphers", tell<&TlsObject::shared_ciphers>, METH_NOARGS, nullptr},
    {"compression", tell<&TlsObject::compression>, METH_NOARGS, nullptr},
    {"selected_alpn_protocol", tell<&TlsObject::selected_alpn_protocol>, METH_NOARGS, nullptr},
    {"get_verified_chain", tell<&TlsObject::get_verified_chain>, METH_NOARGS, nullptr},
    {"get_unverified_chain", tell<&TlsObject::get_unverified_chain>, METH_NOARGS, nullptr},
    {"getpeercert", getpeercert, METH_VARARGS, nullptr},
    {"get_channel_binding", get_channel_binding, METH_VARARGS, nullptr},
    {"__reduce_ex__", refuse_pickling, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace parallax::backport
