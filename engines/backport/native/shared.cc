#include "engines/backport/native/shared.h"

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
  return runtime;
}

}  // namespace parallax::backport
