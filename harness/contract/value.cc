#include "harness/contract/value.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace parallax {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void print_escaped_octet(std::string& out, unsigned char c) {
  switch (c) {
    case '\\':
      out += "\\\\";
      return;
    case '"':
      out += "\\\"";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (c >= 0x20 && c < 0x7f) {
    out += static_cast<char>(c);
  } else {
    out += "\\x";
    out += kHex[c >> 4];
    out += kHex[c & 15];
  }
}

// The code point at `at`, which moves past it. Octets that are not UTF-8 count as U+FFFD each.
char32_t next_code_point(std::string_view s, std::size_t& at) {
  const auto first = static_cast<unsigned char>(s[at++]);
  if (first < 0x80) return first;
  const int more = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : 0;
  if (more == 0 || first >= 0xf5 || at + static_cast<std::size_t>(more) > s.size()) return 0xFFFD;
  char32_t code = first & (0x3fU >> more);
  for (int i = 0; i < more; ++i) {
    const auto c = static_cast<unsigned char>(s[at + static_cast<std::size_t>(i)]);
    if ((c & 0xc0) != 0x80) return 0xFFFD;
    code = (code << 6) | (c & 0x3fU);
  }
  static constexpr std::array<char32_t, 4> kLeast = {0, 0x80, 0x800, 0x10000};
  if (code < kLeast[static_cast<std::size_t>(more)] || code > 0x10FFFF ||
      (code >= 0xD800 && code < 0xE000)) {
    return 0xFFFD;
  }
  at += static_cast<std::size_t>(more);
  return code;
}

void print_items(std::string& out, const std::vector<Value>& items, std::size_t limit) {
  bool first = true;
  for (const Value& item : items) {
    if (!first) out += ", ";
    first = false;
    print_to(out, item, limit);
  }
}

// Python's repr of a float: the shortest digits that read back, always with a point or an exponent.
// The ones without a literal are made: float("inf").
void print_real(std::string& out, double d) {
  if (!std::isfinite(d)) {
    out += std::isnan(d) ? "float(\"nan\")" : d > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    return;
  }
  std::string text = fmt::format("{}", d);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  out += text;
}

struct Printer {
  std::string& out;
  std::size_t limit;

  void operator()(const None&) const { out += "None"; }
  void operator()(bool b) const { out += b ? "True" : "False"; }
  void operator()(std::int64_t i) const { fmt::format_to(std::back_inserter(out), "{}", i); }
  void operator()(const BigInt& i) const { out += i.digits; }
  void operator()(double d) const { print_real(out, d); }
  void operator()(const Text& t) const { print_text_to(out, t.utf8); }
  void operator()(const Bytes& b) const {
    if (b.octets.size() > limit) return (*this)(digest_of(b.octets));
    print_bytes_to(out, b.octets);
  }
  void operator()(const Digest& d) const {
    fmt::format_to(std::back_inserter(out), "<bytes {} sha256:{}>", d.length, d.sha256);
  }
  void operator()(const Name& n) const { out += n.text; }
  void operator()(const Handle& h) const {
    fmt::format_to(std::back_inserter(out), "<{} {}>", h.kind, h.number);
  }
  void operator()(const List& l) const {
    out += '[';
    print_items(out, l.items, limit);
    out += ']';
  }
  void operator()(const Tuple& t) const {
    out += '(';
    print_items(out, t.items, limit);
    out += t.items.size() == 1 ? ",)" : ")";
  }
  void operator()(const Dict& d) const {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : d.items) {
      if (!first) out += ", ";
      first = false;
      print_to(out, key, limit);
      out += ": ";
      print_to(out, value, limit);
    }
    out += '}';
  }
  void operator()(const Call& c) const {
    out += c.kind;
    out += '(';
    print_items(out, c.arguments, limit);
    out += ')';
  }
};

}  // namespace

bool List::operator==(const List& other) const { return items == other.items; }
bool Tuple::operator==(const Tuple& other) const { return items == other.items; }
bool Dict::operator==(const Dict& other) const { return items == other.items; }
bool Call::operator==(const Call& other) const {
  return kind == other.kind && arguments == other.arguments;
}

bool Value::operator==(const Value& other) const {
  const auto* mine = as<double>();
  const auto* theirs = other.as<double>();
  // A value equals itself, not-a-number included: traces are compared, not computed with.
  if (mine != nullptr && theirs != nullptr && std::isnan(*mine) && std::isnan(*theirs)) return true;
  return variant_ == other.variant_;
}

void print_bytes_to(std::string& out, std::string_view octets) {
  out.reserve(out.size() + octets.size() + 3);
  out += "b\"";
  for (const char c : octets) print_escaped_octet(out, static_cast<unsigned char>(c));
  out += '"';
}

void print_text_to(std::string& out, std::string_view utf8) {
  out += '"';
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code = next_code_point(utf8, at);
    if (code < 0x80) {
      print_escaped_octet(out, static_cast<unsigned char>(code));
    } else if (code < 0x10000) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(code));
    } else {
      fmt::format_to(std::back_inserter(out), "\\U{:08x}", static_cast<std::uint32_t>(code));
    }
  }
  out += '"';
}

void print_to(std::string& out, const Value& value, std::size_t bytes_limit) {
  std::visit(Printer{out, bytes_limit}, value.variant());
}

std::string print(const Value& value, std::size_t bytes_limit) {
  std::string out;
  print_to(out, value, bytes_limit);
  return out;
}

std::string to_hex(std::string_view octets) {
  std::string out;
  out.reserve(octets.size() * 2);
  for (const char c : octets) {
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace parallax
