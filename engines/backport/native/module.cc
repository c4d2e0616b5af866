// The extension module pep546._core. On Python 3 it has MemoryBIO alone, to be compared with the
// built-in one.
#include "engines/backport/native/exceptions.h"
#include "engines/backport/native/memory_bio.h"
#if PY_MAJOR_VERSION < 3
#include "engines/backport/native/connection.h"
#include "engines/backport/native/interpreter.h"
#include "engines/backport/native/session.h"
#endif

#include "engines/family/library.h"

namespace parallax::backport {

PyObject* refuse_pickling(PyObject* self, PyObject* /*protocol*/) {
  PyErr_Format(PyExc_TypeError, "cannot pickle '%.100s' object", Py_TYPE(self)->tp_name);
  return nullptr;
}

namespace {

constexpr const char* kDoc = "The compiled half of pep546's native form.";

PyMethodDef functions[] = {
#if PY_MAJOR_VERSION < 3
    {"wrap", wrap, METH_VARARGS, nullptr},
#endif
    {nullptr, nullptr, 0, nullptr},
};

bool add(PyObject* module, const char* name, PyObject* object) {
  if (object == nullptr) return false;
  Py_INCREF(object);
  return PyModule_AddObject(module, name, object) == 0;
}

bool fill(PyObject* module) {
  if (!find_exceptions()) return false;
#if PY_MAJOR_VERSION < 3
  if (!verify_interpreter()) return false;
  if (!add(module, "Connection", reinterpret_cast<PyObject*>(connection_type())) ||
      !add(module, "SSLSession", reinterpret_cast<PyObject*>(session_type()))) {
    return false;
  }
#endif
  return add(module, "MemoryBIO", reinterpret_cast<PyObject*>(memory_bio_type())) &&
         add(module, "SSLCertVerificationError", certificate_error()) &&
         PyModule_AddStringConstant(module, "OPENSSL_HEADERS", OPENSSL_VERSION_TEXT) == 0 &&
         PyModule_AddStringConstant(module, "OPENSSL_VERSION", OpenSSL_version(OPENSSL_VERSION)) ==
             0;
}

}  // namespace
}  // namespace parallax::backport

#if PY_MAJOR_VERSION < 3
extern "C" __attribute__((visibility("default"))) void init_core() {
  PyObject* module =
      Py_InitModule3("_core", parallax::backport::functions, parallax::backport::kDoc);
  if (module != nullptr) parallax::backport::fill(module);
}
#else
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name that Python looks for
extern "C" __attribute__((visibility("default"))) PyObject* PyInit__core() {
  static PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                                   "_core",
                                   parallax::backport::kDoc,
                                   -1,
                                   parallax::backport::functions,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr};
  parallax::backport::PyRef module(PyModule_Create(&definition));
  if (!module || !parallax::backport::fill(module.get())) return nullptr;
  return module.release();
}
#endif
