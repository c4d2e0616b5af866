// Python.h of the interpreter that the extension is built for (2.7; 3 for MemoryBIO alone), and the
// few things that its two major versions call differently. Included before all else.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_PYTHON_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_PYTHON_H_

#define PY_SSIZE_T_CLEAN
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wregister"  // 2.7's headers are older than C++17
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <Python.h>
#pragma GCC diagnostic pop

#include <cstdint>
#include <string_view>
#include <utility>

namespace parallax::backport {

// PyRef: one reference to a Python object. Needs the interpreter's lock wherever it is copied,
// changed or destroyed.
class PyRef {
 public:
  PyRef() = default;
  // Takes over a new reference, such as a call's result; null is an error under way.
  explicit PyRef(PyObject* owned) : object_(owned) {}
  static PyRef share(PyObject* borrowed) {
    Py_XINCREF(borrowed);
    return PyRef(borrowed);
  }
  PyRef(PyRef&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  PyRef& operator=(PyRef&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~PyRef() { Py_XDECREF(object_); }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

// The interpreter's lock is given up while it lives.
class Unlocked {
 public:
  Unlocked() : state_(PyEval_SaveThread()) {}
  ~Unlocked() { PyEval_RestoreThread(state_); }
  Unlocked(const Unlocked&) = delete;
  Unlocked& operator=(const Unlocked&) = delete;

 private:
  PyThreadState* state_;
};

inline PyObject* new_integer(std::int64_t number) {
#if PY_MAJOR_VERSION < 3
  if (number >= LONG_MIN && number <= LONG_MAX) return PyInt_FromLong(static_cast<long>(number));
#endif
  return PyLong_FromLongLong(number);
}

inline PyObject* new_none() {
  Py_INCREF(Py_None);
  return Py_None;
}

// A function in a PyMethodDef, which knows one signature of several.
template <typename Function>
PyCFunction as_method(Function* function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

// A static type with a name, a size and a doc string; the other slots are the caller's to fill before
// PyType_Ready.
inline PyTypeObject blank_type(const char* name, std::size_t size, const char* doc) {
  PyTypeObject type{};
  Py_INCREF(&type);
  type.tp_name = name;
  type.tp_basicsize = static_cast<Py_ssize_t>(size);
  type.tp_doc = doc;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  return type;
}

// __reduce_ex__ of what can be neither copied nor pickled.
PyObject* refuse_pickling(PyObject* self, PyObject* protocol);

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_PYTHON_H_
