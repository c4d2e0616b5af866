#include "engines/backport/native/exceptions.h"

#include <string>

#include "engines/backport/native/values.h"

namespace parallax::backport {
namespace {

constexpr const char* kCertificateError = "SSLCertVerificationError";
constexpr const char* kCertificateDoc = "A certificate could not be verified.";

PyObject* ssl_module = nullptr;  // kept for as long as the process
PyObject* certificate_class = nullptr;
PyObject* system_class = nullptr;  // an operating system's error

// On 2.7 ssl.CertificateError, a ValueError, stands for names that do not match; 3.7 made it another
// name of the new class. A handler of either keeps working.
PyObject* make_certificate_class() {
  PyRef own(PyObject_GetAttrString(ssl_module, kCertificateError));
  if (own) return own.release();
  PyErr_Clear();
  const PyRef error(PyObject_GetAttrString(ssl_module, "SSLError"));
  const PyRef mismatch(PyObject_GetAttrString(ssl_module, "CertificateError"));
  if (!error || !mismatch) return nullptr;
  const PyRef bases(PyTuple_Pack(2, error.get(), mismatch.get()));
  const PyRef contents(Py_BuildValue("{ss}", "__doc__", kCertificateDoc));
  if (!bases || !contents) return nullptr;
  PyObject* made = PyErr_NewException(const_cast<char*>("ssl.SSLCertVerificationError"),
                                      bases.get(), contents.get());
  // As 2.7's _ssl gives its own: the words alone, without "[Errno 1]".
  if (made != nullptr) {
    reinterpret_cast<PyTypeObject*>(made)->tp_str =
        reinterpret_cast<PyTypeObject*>(error.get())->tp_str;
  }
  return made;
}

PyObject* find_system_class() {
#if PY_MAJOR_VERSION < 3
  const PyRef socket(PyImport_ImportModule("socket"));
  return socket ? PyObject_GetAttrString(socket.get(), "error") : nullptr;
#else
  Py_INCREF(PyExc_OSError);
  return PyExc_OSError;
#endif
}

// The class of that name: ssl's, or a built-in one.
PyRef class_of(const std::string& name) {
  if (name == kCertificateError) return PyRef::share(certificate_class);
  PyRef found(PyObject_GetAttrString(ssl_module, name.c_str()));
  if (found) return found;
  PyErr_Clear();
  const PyRef builtins(PyImport_ImportModule(PY_MAJOR_VERSION < 3 ? "__builtin__" : "builtins"));
  if (builtins) found = PyRef(PyObject_GetAttrString(builtins.get(), name.c_str()));
  return found;
}

bool set_attribute(PyObject* object, const char* name, const PyRef& value) {
  return value && PyObject_SetAttrString(object, name, value.get()) == 0;
}

PyRef text_or_none(const std::string& text) {
  return PyRef(text.empty() ? new_none() : new_text(text));
}

// An exception of the library, with all its attributes.
PyRef library_error(PyObject* type, const PythonError& error) {
  PyRef object(PyObject_CallFunction(type, const_cast<char*>("NN"),
                                     new_integer(error.error_no.value_or(0)),
                                     new_text(error.message)));
  if (!object || !set_attribute(object.get(), "library", text_or_none(error.library)) ||
      !set_attribute(object.get(), "reason", text_or_none(error.reason))) {
    return {};
  }
  if (error.verify_code &&
      (!set_attribute(object.get(), "verify_code", PyRef(new_integer(*error.verify_code))) ||
       !set_attribute(object.get(), "verify_message", PyRef(new_text(error.verify_message))))) {
    return {};
  }
  return object;
}

}  // namespace

bool find_exceptions() {
  if (certificate_class != nullptr) return true;
  ssl_module = PyImport_ImportModule("ssl");
  if (ssl_module == nullptr) return false;
  system_class = find_system_class();
  if (system_class != nullptr) certificate_class = make_certificate_class();
  return certificate_class != nullptr;
}

PyObject* certificate_error() { return certificate_class; }

PyObject* raise(const Outcome& outcome) {
  if (!outcome.is_raised()) {
    const Text* why = outcome.value().as<Text>();
    PyErr_SetString(PyExc_NotImplementedError, why == nullptr ? "" : why->utf8.c_str());
    return nullptr;
  }
  const PythonError& error = outcome.error();
  if (error.type == "MemoryError") return PyErr_NoMemory();
  const bool of_library = error.type.starts_with("SSL");
  const bool of_system = !of_library && error.error_no.has_value();
  const PyRef type = of_system ? PyRef::share(system_class) : class_of(error.type);
  if (!type) return nullptr;
  PyRef object;
  if (of_library && error.error_no) {
    object = library_error(type.get(), error);
  } else if (of_system) {
    object = PyRef(PyObject_CallFunction(type.get(), const_cast<char*>("NN"),
                                         new_integer(*error.error_no), new_text(error.message)));
  } else if (error.type == "UnicodeDecodeError") {
    object = PyRef(PyObject_CallFunction(type.get(), const_cast<char*>("ssnns"), "utf-8", "",
                                         Py_ssize_t{0}, Py_ssize_t{1}, error.message.c_str()));
  } else {
    object =
        PyRef(PyObject_CallFunction(type.get(), const_cast<char*>("N"), new_text(error.message)));
  }
  if (object) PyErr_SetObject(type.get(), object.get());
  return nullptr;
}

PyObject* result_of(const Outcome& outcome) {
  return outcome.is_ok() ? new_value(outcome.value()) : raise(outcome);
}

}  // namespace parallax::backport
