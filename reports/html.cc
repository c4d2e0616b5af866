#include "reports/html.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "harness/contract/value.h"

namespace parallax {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

unsigned nibble(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

// Base64 (RFC 4648, section 4) of octets given in lower-case hexadecimal.
std::string base64_of_hex(std::string_view hex) {
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char c : hex) {
    bits = bits << 4 | nibble(c);
    held += 4;
    if (held >= 6) {
      held -= 6;
      out += kBase64[bits >> held & 63];
      bits &= (1u << held) - 1;
    }
  }
  if (held > 0) out += kBase64[bits << (6 - held) & 63];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string csp_digest(std::string_view text) {
  return fmt::format("'sha256-{}'", base64_of_hex(digest_of(text).sha256));
}

// Replaces `{{name}}` in one pass, so that what is put in is not looked at again.
std::string fill_in(std::string_view page,
                    const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  std::string out;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = page.find("{{", at);
    if (open == std::string_view::npos) return out.append(page.substr(at));
    out += page.substr(at, open - at);
    const std::size_t close = page.find("}}", open);
    const std::string_view name = page.substr(open + 2, close - open - 2);
    for (const auto& [key, text] : parts)
      if (key == name) out += text;
    at = close + 2;
  }
  return out;
}

}  // namespace

std::string escape_for_script(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 32);
  for (const char c : json) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string html_page(const std::vector<Row>& rows, const HtmlOptions& options) {
  const std::string json =
      page_data(rows, options).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const std::string policy = fmt::format(
      "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
      csp_digest(kPageJs), csp_digest(kPageCss));
  return fill_in(kPageHtml, {{"policy", policy},
                             {"style", kPageCss},
                             {"data", escape_for_script(json)},
                             {"code", kPageJs}});
}

}  // namespace parallax
