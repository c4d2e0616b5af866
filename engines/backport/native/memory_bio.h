// MemoryBIO: ssl.MemoryBIO of Python 3.13 over the core's Bio.
//
// A final type without __dict__ or weak references; neither copied nor pickled. Any thread may use it.
#ifndef PARALLAX_ENGINES_BACKPORT_NATIVE_MEMORY_BIO_H_
#define PARALLAX_ENGINES_BACKPORT_NATIVE_MEMORY_BIO_H_

#include <memory>

#include "engines/backport/native/python.h"
#include "engines/backport/native/shared.h"

namespace parallax::backport {

// The type, made ready; borrowed. Null with an exception set.
PyTypeObject* memory_bio_type();
// The BIO of a MemoryBIO; null for any other object.
std::shared_ptr<SharedBio> bio_of(PyObject* object);

}  // namespace parallax::backport

#endif  // PARALLAX_ENGINES_BACKPORT_NATIVE_MEMORY_BIO_H_
