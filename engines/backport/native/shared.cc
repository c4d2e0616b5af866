#include "engines/backport/native/shared.h"

namespace parallax::backport {
namespace {
constexpr const char* kSemantics = "3.13";
}

std::shared_ptr<family::Runtime> new_runtime() {
  static const family::Semantics semantics = *family::semantics_of(kSemantics);
  auto runtime = std::make_shared<family::Runtime>();
  runtime->semantics = semantics;
  return runtime;
}

}  // namespace parallax::backport
