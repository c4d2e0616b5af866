// Value: a Python literal, as scripts, outcomes and the engine protocol write it.
//
// A Value is what an argument or a result looks like from outside an engine: numbers, text, octets
// and containers; a bare word (`server`, or the name of a variable); a made object (`bytearray(b"x")`,
// `fill(0x41, 16384)`); or an engine's own object seen from outside (`<session 1>`).
//
// The printed form is canonical: parse_value(print(v)) == v for every value, and equal values print
// equally. Python's own `repr` is the model; where it has two quotes, ours has one.
//
// Thread safety: a plain value type. Complexity: printing and comparing are linear in the size.
// Source: The Python Language Reference, section 2.4 (literals).
#ifndef PARALLAX_HARNESS_CONTRACT_VALUE_H_
#define PARALLAX_HARNESS_CONTRACT_VALUE_H_

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace parallax {

class Value;

struct None {
  bool operator==(const None&) const = default;
};
// An integer that int64_t cannot hold: decimal digits, `-` first if negative, no leading zeros.
struct BigInt {
  std::string digits;
  bool operator==(const BigInt&) const = default;
};
// A bare word: a keyword of the language (`server`), or a name (`a`, `a.in`, a variable).
struct Name {
  std::string text;
  bool operator==(const Name&) const = default;
};
// A Python str, as UTF-8. Lone surrogates cannot be written.
struct Text {
  std::string utf8;
  bool operator==(const Text&) const = default;
};
// A Python bytes.
struct Bytes {
  std::string octets;
  bool operator==(const Bytes&) const = default;
};
// Octets too long to be printed: their number and SHA-256 in lower-case hexadecimal.
// Printed `<bytes 16384 sha256:…>`.
struct Digest {
  std::uint64_t length = 0;
  std::string sha256;
  bool operator==(const Digest&) const = default;
};
// An object that lives in the engine. Numbers count from 1 by kind within a script, in order of first
// sight; the same object shows the same number. Printed `<session 1>`.
struct Handle {
  std::string kind;
  std::int64_t number = 0;
  bool operator==(const Handle&) const = default;
};
struct List {
  std::vector<Value> items;
  bool operator==(const List&) const;
};
struct Tuple {
  std::vector<Value> items;
  bool operator==(const Tuple&) const;
};
// Keys in the order given; printing keeps it. Two dicts with another order are different values, so
// engines sort what Python leaves unordered.
struct Dict {
  std::vector<std::pair<Value, Value>> items;
  bool operator==(const Dict&) const;
};
// A made object: `bytearray(b"x")`, `array("i", [1, 2])`, `fill(0x41, 100)`. The kinds are listed in
// harness/script/kinds.h.
struct Call {
  std::string kind;
  std::vector<Value> arguments;
  bool operator==(const Call&) const;
};

class Value {
 public:
  using Variant = std::variant<None, bool, std::int64_t, BigInt, double, Text, Bytes, Digest, Name,
                               Handle, List, Tuple, Dict, Call>;

  Value() = default;  // None
  template <typename T>
    requires std::is_constructible_v<Variant, T> && (!std::is_pointer_v<std::decay_t<T>>) &&
             (!std::is_arithmetic_v<std::decay_t<T>>)
  Value(T&& v) : variant_(std::forward<T>(v)) {}  // NOLINT: values convert
  static Value boolean(bool b) { return Value(Variant(b)); }
  static Value integer(std::int64_t i) { return Value(Variant(i)); }
  static Value real(double d) { return Value(Variant(d)); }
  static Value text(std::string_view s) { return Value(Variant(Text{std::string(s)})); }
  static Value bytes(std::string_view s) { return Value(Variant(Bytes{std::string(s)})); }
  static Value name(std::string_view s) { return Value(Variant(Name{std::string(s)})); }

  template <typename T>
  const T* as() const {
    return std::get_if<T>(&variant_);
  }
  template <typename T>
  T* as() {
    return std::get_if<T>(&variant_);
  }
  template <typename T>
  bool is() const {
    return std::holds_alternative<T>(variant_);
  }
  const Variant& variant() const { return variant_; }
  Variant& variant() { return variant_; }

  bool operator==(const Value& other) const;

 private:
  explicit Value(Variant v) : variant_(std::move(v)) {}
  Variant variant_;
};

// The canonical text of a value. `bytes_limit`: octets longer than this print as a Digest (traces use
// 4096; the engine protocol, which must carry every octet, uses no limit).
std::string print(const Value& value, std::size_t bytes_limit = static_cast<std::size_t>(-1));
void print_to(std::string& out, const Value& value, std::size_t bytes_limit);

// The canonical text of octets and of text: b"…" and "…". Printable ASCII stands for itself; `\\`,
// `\"`, `\n`, `\r`, `\t` and `\xNN` for the rest; text also uses `\u{…}`-free Python forms `\uNNNN`
// and `\UNNNNNNNN` for what is not ASCII.
void print_bytes_to(std::string& out, std::string_view octets);
void print_text_to(std::string& out, std::string_view utf8);

// Octets as lower-case hexadecimal.
std::string to_hex(std::string_view octets);

// Makes a Digest of octets. Complexity: linear.
Digest digest_of(std::string_view octets);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_VALUE_H_
