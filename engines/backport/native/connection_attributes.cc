// What a connection has.
#include <memory>
#include <utility>

#include "engines/backport/native/connection.h"
#include "engines/backport/native/exceptions.h"
#include "engines/backport/native/session.h"

namespace parallax::backport {
namespace {

using family::TlsObject;

ConnectionObject* cast(PyObject* self) { return reinterpret_cast<ConnectionObject*>(self); }

bool refuse_deleting(PyObject* value) {
  if (value == nullptr) PyErr_SetString(PyExc_AttributeError, "cannot delete attribute");
  return value == nullptr;
}

template <Outcome (TlsObject::*Question)()>
PyObject* tell(PyObject* self, void* /*closure*/) {
  Inside* inside = inside_of(self);
  if (inside == nullptr) return nullptr;
  return result_of(ask(*inside, [](TlsObject& tls) { return (tls.*Question)(); }));
}

PyObject* get_context(PyObject* self, void* /*closure*/) {
  if (inside_of(self) == nullptr) return nullptr;
  return PyRef::share(cast(self)->context).release();
}

int set_context(PyObject* self, PyObject* value, void* /*closure*/) {
  Inside* inside = inside_of(self);
  if (inside == nullptr || refuse_deleting(value)) return -1;
  if (!is_context(value)) {
    PyErr_SetString(PyExc_TypeError, "The value must be a SSLContext");
    return -1;
  }
  const auto adopted = adopt(new_runtime(), value);
  if (adopted == nullptr) return -1;
  const Outcome outcome = ask(*inside, [&](TlsObject& tls) { return tls.set_context(adopted); });
  if (!outcome.is_ok()) {
    raise(outcome);
    return -1;
  }
  PyRef old(std::exchange(cast(self)->context, PyRef::share(value).release()));
  return 0;
}

PyObject* get_session(PyObject* self, void* /*closure*/) {
  Inside* inside = inside_of(self);
  if (inside == nullptr) return nullptr;
  std::shared_ptr<Session> session;
  const Outcome outcome = ask(*inside, [&](TlsObject& tls) { return tls.session(&session); });
  if (!outcome.is_ok()) return raise(outcome);
  return session == nullptr ? new_none() : new_session(std::move(session));
}

int set_session(PyObject* self, PyObject* value, void* /*closure*/) {
  Inside* inside = inside_of(self);
  if (inside == nullptr || refuse_deleting(value)) return -1;
  const std::shared_ptr<Session> session = session_of(value);
  const Outcome outcome = ask(*inside, [&](TlsObject& tls) { return tls.set_session(session); });
  if (outcome.is_ok()) return 0;
  raise(outcome);
  return -1;
}

PyObject* get_owner(PyObject* self, void* /*closure*/) {
  if (inside_of(self) == nullptr) return nullptr;
  return PyRef::share(PyWeakref_GetObject(cast(self)->owner)).release();
}

PyGetSetDef attribute(const char* name, getter get, setter set = nullptr) {
  return {const_cast<char*>(name), get, set, nullptr, nullptr};
}

}  // namespace

PyGetSetDef connection_attributes[] = {
    attribute("context", get_context, set_context),
    attribute("session", get_session, set_session),
    attribute("session_reused", tell<&TlsObject::session_reused>),
    attribute("server_side", tell<&TlsObject::server_side>),
    attribute("server_hostname", tell<&TlsObject::server_hostname>),
    attribute("owner", get_owner),
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace parallax::backport
