#include "engines/backport/native/values.h"

#include <algorithm>
#include <vector>

namespace parallax::backport {
namespace {

// How text is shown: as it is elsewhere; as in a certificate's names, pairs of a str and a unicode; or
// all as unicode.
enum class Words { kNative, kPairs, kUnicode };

PyObject* new_unicode(std::string_view utf8) {
  return PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), nullptr);
}

#if PY_MAJOR_VERSION < 3
bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
#endif

PyObject* convert(const Value& value, Words words);

// How 2.7's getpeercert() shows the value of that key.
Words words_of(std::string_view key) {
  if (key == "subject" || key == "issuer") return Words::kPairs;
  return key == "notAfter" || key == "subjectAltName" ? Words::kNative : Words::kUnicode;
}

using NewSequence = PyObject* (*)(Py_ssize_t);
using SetItem = int (*)(PyObject*, Py_ssize_t, PyObject*);

PyObject* new_sequence(const std::vector<Value>& items, NewSequence make, SetItem set,
                       Words words) {
  PyRef sequence(make(static_cast<Py_ssize_t>(items.size())));
  for (std::size_t i = 0; sequence && i < items.size(); ++i) {
    const Text* second = words == Words::kPairs && i == 1 ? items[i].as<Text>() : nullptr;
    PyObject* item = second != nullptr ? new_unicode(second->utf8) : convert(items[i], words);
    // `set` takes the item over, also when it fails.
    if (item == nullptr || set(sequence.get(), static_cast<Py_ssize_t>(i), item) != 0) {
      return nullptr;
    }
  }
  return sequence.release();
}

PyObject* new_dict(const Dict& items, Words words) {
  PyRef dict(PyDict_New());
  for (const auto& [key, value] : items.items) {
    if (!dict) return nullptr;
    const PyRef name(convert(key, Words::kNative));
    const PyRef content(convert(value, words));
    if (!name || !content || PyDict_SetItem(dict.get(), name.get(), content.get()) != 0) {
      return nullptr;
    }
  }
  return dict.release();
}

PyObject* convert(const Value& value, Words words) {
  if (value.is<None>()) return new_none();
  if (const bool* truth = value.as<bool>()) return PyBool_FromLong(*truth ? 1 : 0);
  if (const std::int64_t* number = value.as<std::int64_t>()) return new_integer(*number);
  if (const BigInt* number = value.as<BigInt>()) {
    return PyLong_FromString(const_cast<char*>(number->digits.c_str()), nullptr, 10);
  }
  if (const double* number = value.as<double>()) return PyFloat_FromDouble(*number);
  if (const Text* text = value.as<Text>()) {
    return words == Words::kUnicode ? new_unicode(text->utf8) : new_text(text->utf8);
  }
  if (const Bytes* bytes = value.as<Bytes>()) return new_octets(bytes->octets);
  if (const List* list = value.as<List>()) {
    return new_sequence(list->items, PyList_New, PyList_SetItem, words);
  }
  if (const Tuple* tuple = value.as<Tuple>()) {
    return new_sequence(tuple->items, PyTuple_New, PyTuple_SetItem, words);
  }
  if (const Dict* dict = value.as<Dict>()) return new_dict(*dict, words);
  PyErr_SetString(PyExc_SystemError, "a value that Python has no object for");
  return nullptr;
}

}  // namespace

PyObject* new_text(std::string_view utf8) {
#if PY_MAJOR_VERSION < 3
  if (is_ascii(utf8)) return new_octets(utf8);
#endif
  return new_unicode(utf8);
}

PyObject* new_octets(std::string_view octets) {
  return PyBytes_FromStringAndSize(octets.data(), static_cast<Py_ssize_t>(octets.size()));
}

PyObject* new_value(const Value& value) { return convert(value, Words::kNative); }

PyObject* new_certificate(const Value& value) {
  const Dict* fields = value.as<Dict>();
  if (fields == nullptr) return new_value(value);
  PyRef dict(PyDict_New());
  for (const auto& [key, content] : fields->items) {
    const Text* name = key.as<Text>();
    const PyRef word(new_text(name->utf8));
    const std::int64_t* version = content.as<std::int64_t>();
    const PyRef shown(version != nullptr ? PyLong_FromLongLong(*version)
                                         : convert(content, words_of(name->utf8)));
    if (!dict || !word || !shown || PyDict_SetItem(dict.get(), word.get(), shown.get()) != 0) {
      return nullptr;
    }
  }
  return dict.release();
}

}  // namespace parallax::backport
