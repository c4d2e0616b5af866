#include "harness/host/arguments.h"

#include <fmt/format.h>

namespace parallax {
namespace {

struct KindName {
  std::string operator()(const None&) const { return "None"; }
  std::string operator()(bool) const { return "bool"; }
  std::string operator()(std::int64_t) const { return "int"; }
  std::string operator()(const BigInt&) const { return "int"; }
  std::string operator()(double) const { return "float"; }
  std::string operator()(const Text&) const { return "str"; }
  std::string operator()(const Bytes&) const { return "bytes"; }
  std::string operator()(const Digest&) const { return "bytes"; }
  std::string operator()(const Name& name) const { return name.text; }
  std::string operator()(const Handle& handle) const { return handle.kind; }
  std::string operator()(const List&) const { return "list"; }
  std::string operator()(const Tuple&) const { return "tuple"; }
  std::string operator()(const Dict&) const { return "dict"; }
  std::string operator()(const Call& call) const { return call.kind; }
};

tl::expected<std::string, Outcome> sized(std::int64_t length, char octet) {
  if (length < 0) return tl::unexpected(Outcome::raised("ValueError", "negative count"));
  if (length > kMostOctets) {
    return tl::unexpected(Outcome::unsupported("more than 1 GiB in one value"));
  }
  return std::string(static_cast<std::size_t>(length), octet);
}

}  // namespace

Outcome needs_python(const Value& value) {
  return Outcome::unsupported(fmt::format("an argument of this kind needs real Python objects: {}",
                                          std::visit(KindName{}, value.variant())));
}

tl::expected<std::int64_t, Outcome> to_integer(const Value& value, std::int64_t least,
                                               std::int64_t most) {
  if (const bool* flag = value.as<bool>()) return *flag ? 1 : 0;
  const auto* number = value.as<std::int64_t>();
  if (number == nullptr || *number < least || *number > most)
    return tl::unexpected(needs_python(value));
  return *number;
}

tl::expected<bool, Outcome> to_truth(const Value& value) {
  if (const bool* flag = value.as<bool>()) return *flag;
  if (const auto* number = value.as<std::int64_t>()) return *number != 0;
  if (value.is<None>()) return false;
  return tl::unexpected(needs_python(value));
}

std::optional<tl::expected<std::string, Outcome>> made_octets(const Value& value) {
  if (const Bytes* bytes = value.as<Bytes>()) return bytes->octets;
  const Call* call = value.as<Call>();
  if (call == nullptr) return std::nullopt;
  const auto integer = [call](std::size_t i) {
    return i < call->arguments.size() ? call->arguments[i].as<std::int64_t>() : nullptr;
  };
  if (call->kind == "fill" && call->arguments.size() == 2 && integer(0) != nullptr &&
      integer(1) != nullptr) {
    return sized(*integer(1), static_cast<char>(*integer(0) & 0xff));
  }
  if (call->kind == "bytearray") {
    if (call->arguments.empty()) return std::string();
    if (integer(0) != nullptr) return sized(*integer(0), '\0');
    if (const Bytes* bytes = call->arguments[0].as<Bytes>()) return bytes->octets;
  }
  return std::nullopt;
}

tl::expected<std::string, Outcome> to_octets(const Value& value) {
  if (auto octets = made_octets(value)) return *octets;
  return tl::unexpected(needs_python(value));
}

}  // namespace parallax
