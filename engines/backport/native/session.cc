#include "engines/backport/native/session.h"

#include <array>
#include <new>

#include "engines/backport/native/exceptions.h"

namespace parallax::backport {
namespace {

struct SessionObject {
  PyObject_HEAD std::shared_ptr<Session> session;
};

class NoSession final : public Session {
 public:
  Outcome get(std::string_view /*attribute*/) const override { return {}; }
  bool equals(const Session& /*other*/) const override { return false; }
};

bool is_session(PyObject* object) { return Py_TYPE(object) == session_type(); }

const Session& held_by(PyObject* self) { return *reinterpret_cast<SessionObject*>(self)->session; }

void destroy(PyObject* self) {
  std::destroy_at(&reinterpret_cast<SessionObject*>(self)->session);
  Py_TYPE(self)->tp_free(self);
}

PyObject* get(PyObject* self, void* name) {
  return result_of(held_by(self).get(static_cast<const char*>(name)));
}

PyObject* compare(PyObject* left, PyObject* right, int operation) {
  if ((operation != Py_EQ && operation != Py_NE) || !is_session(left) || !is_session(right)) {
    Py_INCREF(Py_NotImplemented);
    return Py_NotImplemented;
  }
  const bool equal = held_by(left).equals(held_by(right));
  return PyBool_FromLong(equal == (operation == Py_EQ) ? 1 : 0);
}

PyGetSetDef attribute(const char* name, const char* doc) {
  return {const_cast<char*>(name), get, nullptr, const_cast<char*>(doc), const_cast<char*>(name)};
}

std::array<PyGetSetDef, 6> attributes = {{
    attribute("id", "The session's id, octets."),
    attribute("time", "When it was made, in seconds since 1970."),
    attribute("timeout", "For how many seconds it is good."),
    attribute("ticket_lifetime_hint", "For how many seconds the server says its ticket is good."),
    attribute("has_ticket", "Whether it has a ticket."),
    {nullptr, nullptr, nullptr, nullptr, nullptr},
}};

std::array<PyMethodDef, 2> methods = {{
    {"__reduce_ex__", refuse_pickling, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
}};

}  // namespace

PyTypeObject* session_type() {
  static PyTypeObject type =
      blank_type("_ssl.SSLSession", sizeof(SessionObject), "A TLS session, to be resumed later.");
  if (type.tp_dict != nullptr) return &type;
  type.tp_dealloc = destroy;
  type.tp_richcompare = compare;
  type.tp_hash = PyObject_HashNotImplemented;
  type.tp_methods = methods.data();
  type.tp_getset = attributes.data();
  return PyType_Ready(&type) == 0 ? &type : nullptr;
}

PyObject* new_session(std::shared_ptr<Session> session) {
  PyTypeObject* type = session_type();
  auto* self = reinterpret_cast<SessionObject*>(type->tp_alloc(type, 0));
  if (self == nullptr) return nullptr;
  new (&self->session) std::shared_ptr<Session>(std::move(session));
  return reinterpret_cast<PyObject*>(self);
}

std::shared_ptr<Session> session_of(PyObject* object) {
  if (!is_session(object)) return std::make_shared<NoSession>();
  return reinterpret_cast<SessionObject*>(object)->session;
}

}  // namespace parallax::backport
