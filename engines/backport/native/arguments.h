// Arguments: from Python objects to numbers and octets, as Python 3.13's ssl takes them.
//
// Octets: anything with a contiguous buffer; of 2.7 also objects that have only its older buffer
// interface (array.array, buffer, mmap). Text is refused: unicode as 3.13 refuses str.
//
// Threads: all under the interpreter's lock, except the octets themselves, which stay put while an Input
// or Output lives: a buffer is held, and what the older interface gives is copied, since that one has no
// way to hold it.
//
// Source: CPython Modules/_ssl.c and Python/getargs.c ("y*", "w*", "i", "n") of 3.13.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_ARGUMENTS_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_ARGUMENTS_H_

#include <string>

#include "engines/backport/native/python.h"

namespace parallax::backport {

// A C int. False with TypeError or OverflowError set.
bool to_int(PyObject* object, int* number);
// A C ssize_t.
bool to_size(PyObject* object, Py_ssize_t* number);

// What a call reads from.
class Input {
 public:
  Input() = default;
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  // False with TypeError or BufferError set.
  bool open(PyObject* object);
  std::string_view octets() const { return octets_; }

 private:
  Py_buffer view_{};
  bool viewed_ = false;
  std::string copy_;
  std::string_view octets_;
};

// What a call writes into.
class Output {
 public:
  Output() = default;
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  // False with TypeError set: `object` has no buffer that is contiguous and writable. `name` is the
  // function's, for the message.
  bool open(PyObject* object, const char* name);
  char* data() { return data_; }
  std::size_t size() const { return size_; }
  // The first `count` octets are there. False with an exception set if the object changed its size
  // meanwhile (the older interface only).
  bool commit(std::size_t count);

 private:
  Py_buffer view_{};
  bool viewed_ = false;
  PyRef object_;
  std::string copy_;
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_ARGUMENTS_H_
