#include "engines/backport/native/memory_bio.h"

#include <algorithm>
#include <array>
#include <new>

#include "engines/backport/native/arguments.h"
#include "engines/backport/native/exceptions.h"

namespace parallax::backport {
namespace {

// Copies of this size and more are made without the interpreter's lock: giving it up costs about what
// copying so much does.
constexpr std::size_t kLongCopy = 65536;

struct MemoryBioObject {
  PyObject_HEAD std::shared_ptr<SharedBio> shared;
};

SharedBio& shared_of(PyObject* self) { return *reinterpret_cast<MemoryBioObject*>(self)->shared; }

PyObject* make(PyTypeObject* type, PyObject* arguments, PyObject* keywords) {
  if (PyTuple_GET_SIZE(arguments) != 0 || (keywords != nullptr && PyDict_Size(keywords) != 0)) {
    PyErr_SetString(PyExc_TypeError, "MemoryBIO() takes no arguments");
    return nullptr;
  }
  auto shared = std::make_shared<SharedBio>();
  if (shared->bio.get() == nullptr) return PyErr_NoMemory();
  auto* self = reinterpret_cast<MemoryBioObject*>(type->tp_alloc(type, 0));
  if (self == nullptr) return nullptr;
  new (&self->shared) std::shared_ptr<SharedBio>(std::move(shared));
  return reinterpret_cast<PyObject*>(self);
}

void destroy(PyObject* self) {
  std::destroy_at(&reinterpret_cast<MemoryBioObject*>(self)->shared);
  Py_TYPE(self)->tp_free(self);
}

PyObject* read(PyObject* self, PyObject* arguments) {
  PyObject* given = nullptr;
  int size = -1;
  if (PyArg_UnpackTuple(arguments, "read", 0, 1, &given) == 0) return nullptr;
  if (given != nullptr && !to_int(given, &size)) return nullptr;
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  const std::size_t pending = shared.bio.pending();
  const std::size_t length = size < 0 ? pending : std::min(pending, static_cast<std::size_t>(size));
  PyRef octets(PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(length)));
  if (!octets || length == 0) return octets.release();
  char* data = PyBytes_AS_STRING(octets.get());
  std::size_t count = 0;
  Outcome outcome;
  if (length < kLongCopy) {
    outcome = shared.bio.read_some(data, static_cast<int>(length), &count);
  } else {
    const Unlocked others;
    outcome = shared.bio.read_some(data, static_cast<int>(length), &count);
  }
  if (!outcome.is_ok()) return raise(outcome);
  PyObject* result = octets.release();
  if (count != length) _PyBytes_Resize(&result, static_cast<Py_ssize_t>(count));
  return result;
}

PyObject* write(PyObject* self, PyObject* object) {
  Input input;
  if (!input.open(object)) return nullptr;
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  if (input.octets().size() < kLongCopy) return result_of(shared.bio.write(input.octets()));
  Outcome outcome;
  {
    const Unlocked others;
    outcome = shared.bio.write(input.octets());
  }
  return result_of(outcome);
}

PyObject* write_eof(PyObject* self, PyObject* /*none*/) {
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  return result_of(shared.bio.write_eof());
}

PyObject* pending(PyObject* self, void* /*closure*/) {
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  return new_integer(static_cast<std::int64_t>(shared.bio.pending()));
}

PyObject* eof(PyObject* self, void* /*closure*/) {
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  return PyBool_FromLong(shared.bio.state().eof ? 1 : 0);
}

std::array<PyMethodDef, 5> methods = {{
    {"read", read, METH_VARARGS,
     "read(size=-1)\n\nUp to size octets, all that are there if size is negative."},
    {"write", write, METH_O, "write(b)\n\nAdds the octets of b, and gives their number."},
    {"write_eof", write_eof, METH_NOARGS,
     "write_eof()\n\nNothing more will be written; eof is true once all is read."},
    {"__reduce_ex__", refuse_pickling, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
}};

std::array<PyGetSetDef, 3> attributes = {{
    {const_cast<char*>("pending"), pending, nullptr,
     const_cast<char*>("The number of octets that wait to be read."), nullptr},
    {const_cast<char*>("eof"), eof, nullptr,
     const_cast<char*>("Whether write_eof() was called and nothing is pending."), nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
}};

}  // namespace

PyTypeObject* memory_bio_type() {
  static PyTypeObject type =
      blank_type("ssl.MemoryBIO", sizeof(MemoryBioObject),
                 "A buffer of octets between a TLS object and what carries its octets.");
  if (type.tp_dict != nullptr) return &type;
  type.tp_new = make;
  type.tp_dealloc = destroy;
  type.tp_methods = methods.data();
  type.tp_getset = attributes.data();
  return PyType_Ready(&type) == 0 ? &type : nullptr;
}

std::shared_ptr<SharedBio> bio_of(PyObject* object) {
  if (Py_TYPE(object) != memory_bio_type()) return nullptr;
  return reinterpret_cast<MemoryBioObject*>(object)->shared;
}

}  // namespace parallax::backport
