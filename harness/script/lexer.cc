#include "harness/script/lexer.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <memory>

#include "harness/script/utf8.h"

namespace parallax {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// ASCII that stands for itself between quotes. A table: most of a script's octets are asked for.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7f; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

}  // namespace

bool is_word_char(char c) {
  return is_letter(c) || is_digit(c) ||
         (c != '\0' && std::string_view("._-,/:+@").find(c) != std::string_view::npos);
}
bool is_name_start(char c) { return is_letter(c) || c == '_'; }
bool is_name_char(char c) { return is_name_start(c) || is_digit(c); }
bool is_reserved(std::string_view name) {
  return name == "None" || name == "True" || name == "False";
}

bool is_path(std::string_view text) {
  for (;;) {
    const std::string_view name = text.substr(0, text.find('.'));
    if (name.empty() || !is_name_start(name[0]) || is_reserved(name)) return false;
    for (const char c : name) {
      if (!is_name_char(c)) return false;
    }
    if (name.size() == text.size()) return true;
    text.remove_prefix(name.size() + 1);
  }
}

void Lexer::skip_space() {
  while (peek() == ' ' || peek() == '\t' ||
         (peek() == '\r' && (peek(1) == '\n' || at_ + 1 == text_.size())))
    ++at_;
}

bool Lexer::at_line_end() const { return at_end() || peek() == '\n' || peek() == '#'; }

void Lexer::next_line() {
  if (at_end()) return;
  ++at_;
  ++line_;
  line_start_ = at_;
}

std::string_view Lexer::rest_of_line() {
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  std::string_view rest = text_.substr(at_, end - at_);
  at_ = end;
  const std::size_t last = rest.find_last_not_of(" \t\r");
  return rest.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool Lexer::accept(char c) {
  if (at_end() || peek() != c) return false;
  ++at_;
  return true;
}

bool Lexer::expect(char c, std::string_view after) {
  if (accept(c)) return true;
  return fail(fmt::format("expected `{}` {}, got {}", c, after, got()));
}

std::string_view Lexer::name() {
  const std::size_t start = at_;
  if (is_name_start(peek())) {
    while (is_name_char(peek())) ++at_;
  }
  return text_.substr(start, at_ - start);
}

std::string_view Lexer::path() {
  const std::size_t start = at_;
  if (name().empty()) return {};
  while (peek() == '.' && is_name_start(peek(1))) {
    ++at_;
    name();
  }
  return text_.substr(start, at_ - start);
}

std::string_view Lexer::word() {
  const std::size_t start = at_;
  while (is_word_char(peek()) && !(peek() == '-' && peek(1) == '>')) ++at_;
  return text_.substr(start, at_ - start);
}

bool Lexer::bytes(std::string* octets) {
  ++at_;
  return quoted(octets, false);
}

bool Lexer::text(std::string* utf8) { return quoted(utf8, true); }

bool Lexer::quoted(std::string* out, bool is_text) {
  const std::size_t start = at_++;
  out->clear();
  for (;;) {
    const std::size_t run = at_;
    for (;;) {
      while (at_ < text_.size() && kPlain[static_cast<unsigned char>(text_[at_])]) ++at_;
      if (!is_text || at_end() || static_cast<unsigned char>(peek()) < 0x80) break;
      const std::size_t length = code_point_length(text_.substr(at_, 4));
      if (length == 0) {
        return fail("this is not UTF-8; write `\\xNN` in octets, `\\uNNNN` in text");
      }
      at_ += length;
    }
    out->append(text_, run, at_ - run);
    if (at_end() || peek() == '\n') return fail_at(start, "this quote is never closed on its line");
    if (accept('"')) return true;
    if (!accept('\\')) {
      return fail(fmt::format("octet 0x{:02x} cannot stand here; write `\\x{:02x}`",
                              static_cast<unsigned char>(peek()),
                              static_cast<unsigned char>(peek())));
    }
    if (!escape(out, is_text)) return false;
  }
}

bool Lexer::escape(std::string* out, bool is_text) {
  const std::size_t start = at_ - 1;
  const char c = peek();
  if (!at_end()) ++at_;
  char32_t code = 0;
  switch (c) {
    case '\\':
    case '"':
    case '\'':
      *out += c;
      return true;
    case 'n':
      *out += '\n';
      return true;
    case 'r':
      *out += '\r';
      return true;
    case 't':
      *out += '\t';
      return true;
    case 'x':
      if (!hex(2, &code)) return false;
      if (is_text)
        append_utf8(out, code);
      else
        *out += static_cast<char>(code);
      return true;
    case 'u':
    case 'U':
      if (!is_text) break;
      if (!hex(c == 'u' ? 4 : 8, &code)) return false;
      if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
        return fail_at(start, "no such code point (surrogates cannot be written)");
      }
      append_utf8(out, code);
      return true;
    default:
      break;
  }
  return fail_at(start, fmt::format("unknown escape; known are \\\\ \\\" \\n \\r \\t \\xNN{}",
                                    is_text ? " \\uNNNN \\UNNNNNNNN" : ""));
}

bool Lexer::hex(std::size_t digits, char32_t* code) {
  for (std::size_t i = 0; i < digits; ++i) {
    const int digit = hex_digit(peek());
    if (digit < 0)
      return fail(
          fmt::format("expected {} hexadecimal digits in this escape, got {}", digits, got()));
    *code = *code << 4 | static_cast<char32_t>(digit);
    ++at_;
  }
  return true;
}

bool Lexer::number(Value* value) {
  const std::size_t start = at_;
  const bool negative = accept('-');
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
    at_ += 2;
    std::uint64_t n = 0;
    const char* const end = text_.data() + text_.size();
    const auto [stop, status] = std::from_chars(text_.data() + at_, end, n, 16);
    if (stop == text_.data() + at_) return fail("expected hexadecimal digits, got " + got());
    if (status != std::errc()) return fail_at(start, "over 64 bits; write it in decimal");
    at_ = static_cast<std::size_t>(stop - text_.data());
    const std::string digits = fmt::format("{}{}", negative && n != 0 ? "-" : "", n);
    std::int64_t i = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), i);
    *value = parsed.ec == std::errc() ? Value::integer(i) : Value(BigInt{digits});
  } else {
    const std::size_t digits = at_;
    bool real = false;
    while (is_digit(peek())) ++at_;
    if (at_ == digits) return fail("expected a number, got " + got());
    const bool leading_zero = text_[digits] == '0' && at_ - digits > 1;
    if (peek() == '.') {
      real = true;
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      real = true;
      ++at_;
      if (peek() == '-' || peek() == '+') ++at_;
      if (!is_digit(peek())) return fail("expected the digits of an exponent, got " + got());
      while (is_digit(peek())) ++at_;
    }
    const std::string_view literal = text_.substr(start, at_ - start);
    const char* const begin = std::to_address(literal.begin());
    const char* const end = std::to_address(literal.end());
    if (real) {
      double d = 0;
      const auto parsed = std::from_chars(begin, end, d);
      if (parsed.ec != std::errc() || parsed.ptr != end)
        return fail_at(start, "no float is this large or this small");
      *value = Value::real(d);
    } else {
      if (leading_zero) return fail_at(start, "an integer has no leading zeros");
      std::int64_t i = 0;
      const auto parsed = std::from_chars(begin, end, i);
      *value = parsed.ec == std::errc() ? Value::integer(i) : Value(BigInt{std::string(literal)});
    }
  }
  if (is_name_char(peek())) return fail("expected the end of the number, got " + got());
  return true;
}

bool Lexer::fail(std::string message) { return fail_at(at_, std::move(message)); }

bool Lexer::fail_at(std::size_t position, std::string message) {
  if (!failed_) {
    failed_ = true;
    error_ = SyntaxError{std::string(file_), line_, static_cast<int>(position - line_start_) + 1,
                         std::move(message)};
  }
  return false;
}

std::string Lexer::got() const {
  if (at_end() || peek() == '\n' || peek() == '\r') return "the end of the line";
  if (peek() == '#') return "a comment";
  if (peek() == '"') return "a text";
  if (looking_at("b\"")) return "octets";
  constexpr std::size_t kLongest = 40;  // a message fits on a line
  std::size_t end = at_;
  while (end < text_.size() && end - at_ < kLongest && (is_word_char(text_[end]) || end == at_))
    ++end;
  const std::string_view piece = text_.substr(at_, end - at_);
  const auto first = static_cast<unsigned char>(piece[0]);
  if (first < 0x20 || first >= 0x7f) return fmt::format("octet 0x{:02x}", first);
  return fmt::format("`{}`", piece);
}

}  // namespace parallax
