#include "engines/backport/native/memory_bio.h"

#include <algorithm>
#include <array>
#include <climits>
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

// What waits, and a read or a write of it: straight on the buffer, as the BIO adds nothing that Python
// sees but the errors, for which the BIO is asked.
std::size_t pending_of(const SharedBio& shared) {
  return shared.buffer != nullptr ? shared.buffer->size() : shared.bio.pending();
}

Outcome take(SharedBio& shared, char* out, std::size_t length, std::size_t* count) {
  if (shared.buffer == nullptr) return shared.bio.read_some(out, static_cast<int>(length), count);
  *count = shared.buffer->read(out, length);
  return Outcome::ok();
}

bool put_at_once(SharedBio& shared, std::string_view octets) {
  return shared.buffer != nullptr && !shared.ended && octets.size() <= INT_MAX &&
         shared.buffer->write(octets).has_value();
}

PyObject* read_given(PyObject* self, PyObject* given) {
  int size = -1;
  if (given != nullptr && !to_int(given, &size)) return nullptr;
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  const std::size_t pending = pending_of(shared);
  const std::size_t length = std::min(
      {pending, size < 0 ? pending : static_cast<std::size_t>(size), std::size_t{INT_MAX}});
  PyRef octets(PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(length)));
  if (!octets || length == 0) return octets.release();
  char* data = PyBytes_AS_STRING(octets.get());
  std::size_t count = 0;
  if (length < kLongCopy && shared.buffer != nullptr) {
    shared.buffer->read(data, length);
    return octets.release();
  }
  Outcome outcome;
  {
    const Unlocked others;
    outcome = take(shared, data, length, &count);
  }
  if (!outcome.is_ok()) return raise(outcome);
  PyObject* result = octets.release();
  if (count != length) _PyBytes_Resize(&result, static_cast<Py_ssize_t>(count));
  return result;
}

#if PY_MAJOR_VERSION < 3
PyObject* read(PyObject* self, PyObject* arguments) {
  PyObject* given = nullptr;
  if (PyArg_UnpackTuple(arguments, "read", 0, 1, &given) == 0) return nullptr;
  return read_given(self, given);
}
constexpr int kReadForm = METH_VARARGS;
#else
PyObject* read(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  if (count > 1) {
    PyErr_Format(PyExc_TypeError, "read expected at most 1 argument, got %zd", count);
    return nullptr;
  }
  return read_given(self, count == 0 ? nullptr : arguments[0]);
}
constexpr int kReadForm = METH_FASTCALL;
#endif

PyObject* write(PyObject* self, PyObject* object) {
  Input input;
  if (!input.open(object)) return nullptr;
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  const std::string_view octets = input.octets();
  const auto length = static_cast<std::int64_t>(octets.size());
  if (octets.size() < kLongCopy) {
    if (put_at_once(shared, octets)) return new_integer(length);
    return result_of(shared.bio.write(octets));
  }
  Outcome outcome;
  {
    const Unlocked others;
    outcome = put_at_once(shared, octets) ? Outcome::ok(Value::integer(length))
                                          : shared.bio.write(octets);
  }
  return result_of(outcome);
}

PyObject* write_eof(PyObject* self, PyObject* /*none*/) {
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  shared.ended = true;
  return result_of(shared.bio.write_eof());
}

PyObject* pending(PyObject* self, void* /*closure*/) {
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  return new_integer(static_cast<std::int64_t>(pending_of(shared)));
}

PyObject* eof(PyObject* self, void* /*closure*/) {
  SharedBio& shared = shared_of(self);
  const Held held(shared.lock);
  return PyBool_FromLong(shared.bio.state().eof ? 1 : 0);
}

std::array<PyMethodDef, 5> methods = {{
    {"read", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(read)), kReadForm,
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
      blank_type("_ssl.MemoryBIO", sizeof(MemoryBioObject),
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
