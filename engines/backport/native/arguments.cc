#include "engines/backport/native/arguments.h"

#include <climits>
#include <cstring>

namespace parallax::backport {
namespace {

// The integer that `object` stands for, through __index__. False with TypeError or OverflowError set.
bool to_long_long(PyObject* object, const char* type, long long* number) {
  if (PyIndex_Check(object) == 0) {
    PyErr_Format(PyExc_TypeError, "'%.200s' object cannot be interpreted as an integer",
                 Py_TYPE(object)->tp_name);
    return false;
  }
  const PyRef integer(PyNumber_Index(object));
  if (!integer) return false;
  int overflow = 0;
  *number = PyLong_AsLongLongAndOverflow(integer.get(), &overflow);
  if (overflow != 0) {
    PyErr_Format(PyExc_OverflowError, "Python int too large to convert to C %s", type);
    return false;
  }
  return *number != -1 || PyErr_Occurred() == nullptr;
}

#if PY_MAJOR_VERSION < 3
bool has_new_buffer(PyObject* object) { return PyObject_CheckBuffer(object) != 0; }
#endif

bool is_text(PyObject* object) { return PyUnicode_Check(object) != 0; }

void refuse(PyObject* object) {
  PyErr_Format(PyExc_TypeError, "a bytes-like object is required, not '%.100s'",
               Py_TYPE(object)->tp_name);
}

}  // namespace

bool to_int(PyObject* object, int* number) {
  long long wide = 0;
#if PY_MAJOR_VERSION >= 3
  if (PyLong_CheckExact(object) != 0) {  // what nearly every caller gives
    int overflow = 0;
    const long narrow = PyLong_AsLongAndOverflow(object, &overflow);
    if (overflow == 0 && narrow >= INT_MIN && narrow <= INT_MAX) {
      *number = static_cast<int>(narrow);
      return true;
    }
  }
#endif
  if (!to_long_long(object, "int", &wide)) return false;
  if (wide < INT_MIN || wide > INT_MAX) {
    PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C int");
    return false;
  }
  *number = static_cast<int>(wide);
  return true;
}

bool to_size(PyObject* object, Py_ssize_t* number) {
  long long wide = 0;
  if (!to_long_long(object, "ssize_t", &wide)) return false;
  if (wide < PY_SSIZE_T_MIN || wide > PY_SSIZE_T_MAX) {
    PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C ssize_t");
    return false;
  }
  *number = static_cast<Py_ssize_t>(wide);
  return true;
}

Input::~Input() {
  if (viewed_) PyBuffer_Release(&view_);
}

bool Input::open(PyObject* object) {
  if (PyBytes_CheckExact(object) != 0) {  // cannot change, and the caller holds it
    octets_ = {PyBytes_AS_STRING(object), static_cast<std::size_t>(PyBytes_GET_SIZE(object))};
    return true;
  }
#if PY_MAJOR_VERSION < 3
  if (!is_text(object) && !has_new_buffer(object) && PyObject_CheckReadBuffer(object) != 0) {
    const void* octets = nullptr;
    Py_ssize_t length = 0;
    if (PyObject_AsReadBuffer(object, &octets, &length) != 0) return false;
    copy_.assign(static_cast<const char*>(octets), static_cast<std::size_t>(length));
    octets_ = copy_;
    return true;
  }
#endif
  if (is_text(object) || PyObject_CheckBuffer(object) == 0) {
    refuse(object);
    return false;
  }
  if (PyObject_GetBuffer(object, &view_, PyBUF_SIMPLE) != 0) return false;
  viewed_ = true;
  if (PyBuffer_IsContiguous(&view_, 'C') == 0) {
    PyErr_SetString(PyExc_TypeError, "contiguous buffer expected");
    return false;
  }
  octets_ = {static_cast<const char*>(view_.buf), static_cast<std::size_t>(view_.len)};
  return true;
}

Output::~Output() {
  if (viewed_) PyBuffer_Release(&view_);
}

bool Output::open(PyObject* object, const char* name) {
  const auto refuse_output = [&](const char* wanted) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "%s argument 2 must be %s, not %.50s", name, wanted,
                 Py_TYPE(object)->tp_name);
    return false;
  };
  constexpr const char* kWanted = "read-write bytes-like object";
  if (is_text(object)) return refuse_output(kWanted);
#if PY_MAJOR_VERSION < 3
  if (!has_new_buffer(object)) {
    void* octets = nullptr;
    Py_ssize_t length = 0;
    if (PyObject_AsWriteBuffer(object, &octets, &length) != 0) return refuse_output(kWanted);
    copy_.resize(static_cast<std::size_t>(length));
    object_ = PyRef::share(object);
    data_ = copy_.data();
    size_ = copy_.size();
    return true;
  }
#endif
  if (PyObject_GetBuffer(object, &view_, PyBUF_WRITABLE) != 0) return refuse_output(kWanted);
  viewed_ = true;
  if (PyBuffer_IsContiguous(&view_, 'C') == 0) return refuse_output("contiguous buffer");
  data_ = static_cast<char*>(view_.buf);
  size_ = static_cast<std::size_t>(view_.len);
  return true;
}

bool Output::commit(std::size_t count) {
  if (viewed_ || count == 0) return true;
#if PY_MAJOR_VERSION < 3
  void* octets = nullptr;
  Py_ssize_t length = 0;
  if (PyObject_AsWriteBuffer(object_.get(), &octets, &length) != 0) return false;
  if (static_cast<std::size_t>(length) < count) {
    PyErr_SetString(PyExc_BufferError, "the buffer became smaller while octets were read into it");
    return false;
  }
  std::memcpy(octets, copy_.data(), count);
#endif
  return true;
}

}  // namespace parallax::backport
