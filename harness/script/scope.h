// Scope: the names made so far, and what each is, as far as a script tells without being run.
//
// The codec numbers names by it, the generator and the mutator pick from it, check() asks it.
//
// Threads: a plain value. Complexity: all functions are bounded by kMostNames.
#ifndef PARALLAX_HARNESS_SCRIPT_SCOPE_H_
#define PARALLAX_HARNESS_SCRIPT_SCOPE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/script/script.h"

namespace parallax {

// What a name may be besides kOnBio … kOnSession: a plain value.
inline constexpr std::uint8_t kPlainValue = 16;
inline constexpr std::uint8_t kAnyName = kOnBio | kOnObject | kOnContext | kOnSession | kPlainValue;

class Scope {
 public:
  // Names beyond this many are not remembered: looking names up would become quadratic.
  static constexpr std::size_t kMostNames = 64;
  // Paths from names count from 0 to this; the binary form has one octet for them.
  static constexpr std::size_t kMostPaths = 192;

  // Takes notice of what `step` makes. Nothing is ever forgotten: a dropped name is worth trying.
  void add(const Step& step);

  // Paths that are one of `mask`, in order of making: an object `a` gives a, a.in, a.out, a.context
  // and a.session.
  std::size_t count(std::uint8_t mask) const;
  std::string path(std::uint8_t mask, std::size_t index) const;
  std::optional<std::size_t> index_of(std::uint8_t mask, std::string_view path) const;

  // What `path` is; 0 if its name was never made.
  std::uint8_t kind_of(std::string_view path) const;

 private:
  template <typename Visit>
  void each(std::uint8_t mask, const Visit& visit) const;

  struct Entry {
    std::string name;
    std::uint8_t kind;
  };
  std::vector<Entry> entries_;
};

// What the name is that `step` makes, in `scope`; 0 if it makes none.
std::uint8_t made_kind(const Step& step, const Scope& scope);
// What an attribute of something of that kind is: `in` of an object is a BIO.
std::uint8_t attribute_kind(std::uint8_t kind, std::string_view attribute);
// What kinds of name a parameter means.
std::uint8_t wanted_kinds(const StepDef& def, const Param& param);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_SCOPE_H_
