#include "engines/family/arguments.h"

#include <fmt/format.h>

#include <charconv>
#include <climits>
#include <string>

#include "engines/family/errors.h"

namespace parallax::family {
namespace {

Outcome overflow(std::string_view message) { return Outcome::raised("OverflowError", message); }

// An int's value when it fits into int64_t.
const std::int64_t* small(const Value& value, std::int64_t* storage) {
  if (const bool* flag = value.as<bool>()) {
    *storage = *flag ? 1 : 0;
    return storage;
  }
  return value.as<std::int64_t>();
}

// Decimal digits modulo 2**64; `fits` says whether that is the number itself.
std::uint64_t low_bits(std::string_view digits, bool* fits) {
  const bool negative = digits.starts_with('-');
  std::uint64_t number = 0;
  *fits = !negative &&
          std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
  if (*fits) return number;
  number = 0;
  for (const char c : digits.substr(negative ? 1 : 0))
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return negative ? ~number + 1 : number;
}

// PyArg_Parse names None by its value.
Outcome not_an_int(const Value& value) {
  return type_error(
      fmt::format("argument must be int, not {}", value.is<None>() ? "None" : type_name(value)));
}

}  // namespace

std::string_view type_name(const Value& value) {
  struct Names {
    std::string_view operator()(const None&) const { return "NoneType"; }
    std::string_view operator()(bool) const { return "bool"; }
    std::string_view operator()(std::int64_t) const { return "int"; }
    std::string_view operator()(const BigInt&) const { return "int"; }
    std::string_view operator()(double) const { return "float"; }
    std::string_view operator()(const Text&) const { return "str"; }
    std::string_view operator()(const Bytes&) const { return "bytes"; }
    std::string_view operator()(const Digest&) const { return "bytes"; }
    std::string_view operator()(const Name& name) const { return name.text; }
    std::string_view operator()(const Handle& handle) const { return handle.kind; }
    std::string_view operator()(const List&) const { return "list"; }
    std::string_view operator()(const Tuple&) const { return "tuple"; }
    std::string_view operator()(const Dict&) const { return "dict"; }
    std::string_view operator()(const Call& call) const { return call.kind; }
  };
  return std::visit(Names{}, value.variant());
}

tl::expected<std::int64_t, Outcome> to_long(const Semantics& semantics, const Value& value) {
  std::int64_t storage = 0;
  if (const std::int64_t* number = small(value, &storage)) return *number;
  if (value.is<BigInt>())
    return tl::unexpected(overflow("Python int too large to convert to C long"));
  if (semantics.int_type_error) {
    return tl::unexpected(type_error(
        fmt::format("'{}' object cannot be interpreted as an integer", type_name(value))));
  }
  if (value.is<double>()) return tl::unexpected(type_error("integer argument expected, got float"));
  return tl::unexpected(
      type_error(fmt::format("an integer is required (got type {})", type_name(value))));
}

tl::expected<int, Outcome> to_int(const Semantics& semantics, const Value& value) {
  const auto number = to_long(semantics, value);
  if (!number) return tl::unexpected(number.error());
  if (*number > INT_MAX) return tl::unexpected(overflow("signed integer is greater than maximum"));
  if (*number < INT_MIN) return tl::unexpected(overflow("signed integer is less than minimum"));
  return static_cast<int>(*number);
}

tl::expected<std::uint64_t, Outcome> to_unsigned(const Value& value) {
  std::int64_t storage = 0;
  if (const std::int64_t* number = small(value, &storage)) {
    if (*number >= 0) return static_cast<std::uint64_t>(*number);
    return tl::unexpected(overflow("can't convert negative int to unsigned"));
  }
  if (const BigInt* big = value.as<BigInt>()) {
    bool fits = false;
    const std::uint64_t number = low_bits(big->digits, &fits);
    if (fits) return number;
    return tl::unexpected(overflow(big->digits.starts_with('-')
                                       ? "can't convert negative int to unsigned"
                                       : "int too big to convert"));
  }
  return tl::unexpected(not_an_int(value));
}

tl::expected<std::uint64_t, Outcome> to_mask(const Value& value) {
  std::int64_t storage = 0;
  if (const std::int64_t* number = small(value, &storage))
    return static_cast<std::uint64_t>(*number);
  if (const BigInt* big = value.as<BigInt>()) {
    bool fits = false;
    return low_bits(big->digits, &fits);
  }
  return tl::unexpected(not_an_int(value));
}

bool truth(const Value& value) {
  struct Truth {
    bool operator()(const None&) const { return false; }
    bool operator()(bool b) const { return b; }
    bool operator()(std::int64_t i) const { return i != 0; }
    bool operator()(double d) const { return d != 0; }
    bool operator()(const Text& t) const { return !t.utf8.empty(); }
    bool operator()(const Bytes& b) const { return !b.octets.empty(); }
    bool operator()(const List& l) const { return !l.items.empty(); }
    bool operator()(const Tuple& t) const { return !t.items.empty(); }
    bool operator()(const Dict& d) const { return !d.items.empty(); }
    bool operator()(const BigInt&) const { return true; }
    bool operator()(const Digest&) const { return true; }
    bool operator()(const Name&) const { return true; }
    bool operator()(const Handle&) const { return true; }
    bool operator()(const Call&) const { return true; }
  };
  return std::visit(Truth{}, value.variant());
}

Value from_unsigned(std::uint64_t number) {
  if (number <= static_cast<std::uint64_t>(INT64_MAX))
    return Value::integer(static_cast<std::int64_t>(number));
  return Value(BigInt{std::to_string(number)});
}

}  // namespace parallax::family
