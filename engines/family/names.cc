#include "engines/family/names.h"

#include <map>
#include <utility>

#include "engines/family/library.h"

namespace parallax::family {
namespace {

const std::map<int, std::string_view>& libraries() {
  static const std::map<int, std::string_view> kNames = {
#define PARALLAX_LIBRARY(code, name) {code, name},
#define PARALLAX_REASON(library, code, name)
#include "parallax_reasons.inc"
#undef PARALLAX_LIBRARY
#undef PARALLAX_REASON
  };
  return kNames;
}

const std::map<std::pair<int, int>, std::string_view>& reasons() {
  static const std::map<std::pair<int, int>, std::string_view> kNames = {
#define PARALLAX_LIBRARY(code, name)
#define PARALLAX_REASON(library, code, name) {{library, code}, name},
#include "parallax_reasons.inc"
#undef PARALLAX_LIBRARY
#undef PARALLAX_REASON
  };
  return kNames;
}

}  // namespace

std::string_view library_name(int library) {
  const auto found = libraries().find(library);
  return found == libraries().end() ? std::string_view() : found->second;
}

std::string_view reason_name(int library, int reason) {
  const auto found = reasons().find({library, reason});
  return found == reasons().end() ? std::string_view() : found->second;
}

}  // namespace parallax::family
