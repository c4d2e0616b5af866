#include "reports/json_text.h"

#include <fmt/format.h>

#include <cmath>

#include "harness/script/utf8.h"

namespace parallax {
namespace {

// What may stand in a text as it is: printable ASCII but for quotes, backslash and markup.
bool is_plain(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

void append_quoted(std::string* out, std::string_view text) {
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out->append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) return;
    const char c = text.front();
    const std::size_t length = code_point_length(text);
    if (length == 0) {
      *out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += c;
    } else if (length == 1) {
      *out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) {
      *out += text[2] == '\xA8' ? "\\u2028" : "\\u2029";
    } else {
      out->append(text.substr(0, length));
    }
    text.remove_prefix(length);
  }
}

}  // namespace

void JsonText::comma() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonText& JsonText::open(char bracket) {
  comma();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  text(name);
  out_ += ':';
  first_ = true;
  return *this;
}

JsonText& JsonText::text(std::string_view text) {
  comma();
  out_ += '"';
  if (text.size() <= kLongestText) {
    append_quoted(&out_, text);
  } else {
    std::size_t cut = kLongestText;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    append_quoted(&out_, text.substr(0, cut));
    out_ += fmt::format("… ({} octets, cut here; results.jsonl has all)", text.size());
  }
  out_ += '"';
  return *this;
}

JsonText& JsonText::real(double n) {
  comma();
  out_ += std::isfinite(n) ? fmt::format("{:.6g}", n) : "null";
  return *this;
}

JsonText& JsonText::truth(bool b) {
  comma();
  out_ += b ? "true" : "false";
  return *this;
}

JsonText& JsonText::null() {
  comma();
  out_ += "null";
  return *this;
}

std::string data_file(std::string_view name, std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16 + name.size() + 20);
  out += "parallax(\"";
  out += name;
  out += "\",'";
  for (const char c : json) {
    if (c == '\\' || c == '\'') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;  // between values, where JSON has them
  }
  out += "');\n";
  return out;
}

}  // namespace parallax
