#include "engines/backport/native/shared.h"

#include "engines/family/segmented_bio.h"

namespace parallax::backport {
namespace {
constexpr const char* kSemantics = "3.13";
}

std::shared_ptr<family::Runtime> new_runtime() {
  static const family::Semantics semantics = [] {
    family::Semantics known = *family::semantics_of(kSemantics);
    known.default_ciphers.clear();  // of contexts, which 2.7 makes; a copy for each object costs
    return known;
  }();
  auto runtime = std::make_shared<family::Runtime>();
  runtime->semantics = semantics;
  // Python's own MemoryBIO moves all that waits at a write behind a read (docs/buffers.md); this one does not.
  if (const BIO_METHOD* method = family::segmented_bio_method(); method != nullptr)
    runtime->bio_method = method;
  return runtime;
}

SharedBio::SharedBio() : buffer(family::segmented_buffer(bio.get())) {}

}  // namespace parallax::backport
