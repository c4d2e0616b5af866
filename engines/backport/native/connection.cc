#include "engines/backport/native/connection.h"

#include <cstring>
#include <new>
#include <string>
#include <utility>

#include "engines/backport/native/exceptions.h"
#include "engines/backport/native/memory_bio.h"
#include "engines/backport/native/session.h"

namespace parallax::backport {
namespace {

ConnectionObject* cast(PyObject* self) { return reinterpret_cast<ConnectionObject*>(self); }

int visit_references(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(cast(self)->context);
  Py_VISIT(cast(self)->first_context);
  return 0;
}

int clear(PyObject* self) {
  ConnectionObject* connection = cast(self);
  // The library's half goes first: it points to what the others keep.
  delete std::exchange(connection->inside, nullptr);
  Py_CLEAR(connection->context);
  Py_CLEAR(connection->first_context);
  Py_CLEAR(connection->owner);
  return 0;
}

void destroy(PyObject* self) {
  PyObject_GC_UnTrack(self);
  clear(self);
  Py_TYPE(self)->tp_free(self);
}

// The host name of wrap(): an A-label, or None. False with TypeError set.
bool read_hostname(PyObject* object, std::optional<std::string>* hostname) {
  if (object == Py_None) return true;
  if (PyBytes_Check(object) == 0) {
    PyErr_Format(PyExc_TypeError, "server_hostname must be str or None, not %.50s",
                 Py_TYPE(object)->tp_name);
    return false;
  }
  const std::string text(PyBytes_AS_STRING(object),
                         static_cast<std::size_t>(PyBytes_GET_SIZE(object)));
  if (text.find('\0') != std::string::npos) {
    PyErr_SetString(PyExc_TypeError, "argument must be encoded string without null bytes, not str");
    return false;
  }
  *hostname = text;
  return true;
}

std::shared_ptr<SharedBio> read_bio(PyObject* object, int place) {
  auto bio = bio_of(object);
  if (bio == nullptr) {
    PyErr_Format(PyExc_TypeError, "_wrap_bio() argument %d must be _ssl.MemoryBIO, not %.50s",
                 place, Py_TYPE(object)->tp_name);
  }
  return bio;
}

// The core's BIO in `shared`, keeping all of it.
std::shared_ptr<family::Bio> core_of(const std::shared_ptr<SharedBio>& shared) {
  return {shared, &shared->bio};
}

}  // namespace

std::shared_ptr<family::TlsContext> adopt(const std::shared_ptr<family::Runtime>& runtime,
                                          PyObject* context) {
  family::SslCtxPtr ssl = ssl_of(context);
  if (ssl == nullptr) return nullptr;
  const PyRef check(PyObject_GetAttrString(context, "check_hostname"));
  const int checked = check ? PyObject_IsTrue(check.get()) : -1;
  if (checked < 0) return nullptr;
  family::ContextSettings settings;
  settings.check_hostname = checked != 0;
  return family::TlsContext::adopt(runtime, std::move(ssl), settings);
}

Inside* inside_of(PyObject* self) {
  Inside* inside = cast(self)->inside;
  if (inside == nullptr) PyErr_SetString(PyExc_ValueError, "the connection is gone");
  return inside;
}

PyObject* wrap(PyObject* /*module*/, PyObject* arguments) {
  PyObject *context, *incoming, *outgoing, *server_side, *server_hostname, *owner, *session;
  if (PyArg_UnpackTuple(arguments, "wrap", 7, 7, &context, &incoming, &outgoing, &server_side,
                        &server_hostname, &owner, &session) == 0) {
    return nullptr;
  }
  auto inside = std::make_unique<Inside>();
  inside->incoming = read_bio(incoming, 1);
  if (inside->incoming == nullptr) return nullptr;
  inside->outgoing = read_bio(outgoing, 2);
  if (inside->outgoing == nullptr) return nullptr;
  const int server = PyObject_IsTrue(server_side);
  if (server < 0) return nullptr;
  WrapOptions options;
  options.role = server != 0 ? Role::kServer : Role::kClient;
  if (!read_hostname(server_hostname, &options.server_hostname)) return nullptr;
  if (session != Py_None) options.session = session_of(session);

  const std::shared_ptr<family::Runtime> runtime = new_runtime();
  auto adopted = adopt(runtime, context);
  if (adopted == nullptr) return nullptr;
  PyRef reference(PyWeakref_NewRef(owner, nullptr));
  if (!reference) return nullptr;
  auto made = family::TlsObject::wrap(runtime, "", std::move(adopted), core_of(inside->incoming),
                                      core_of(inside->outgoing), options);
  if (!made) return raise(made.error());
  inside->tls = std::static_pointer_cast<family::TlsObject>(*made);
  StandIn& stand_in = inside->stand_in.emplace(reference.get());
  SSL_set_app_data(inside->tls->ssl(), stand_in.get());

  PyTypeObject* type = connection_type();
  PyObject* self = type->tp_alloc(type, 0);
  if (self == nullptr) return nullptr;
  ConnectionObject* connection = cast(self);
  connection->inside = inside.release();
  connection->context = PyRef::share(context).release();
  connection->first_context = PyRef::share(context).release();
  connection->owner = reference.release();
  return self;
}

PyTypeObject* connection_type() {
  static PyTypeObject type = blank_type("pep546._core.Connection", sizeof(ConnectionObject),
                                        "The connection under an SSLObject.");
  if (type.tp_dict != nullptr) return &type;
  type.tp_flags |= Py_TPFLAGS_HAVE_GC;
  type.tp_dealloc = destroy;
  type.tp_traverse = visit_references;
  type.tp_clear = clear;
  type.tp_methods = connection_methods;
  type.tp_getset = connection_attributes;
  return PyType_Ready(&type) == 0 ? &type : nullptr;
}

}  // namespace parallax::backport
