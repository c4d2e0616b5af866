#include "engines/family/utf8.h"

namespace parallax::family {
namespace {

// The length of the sequence at the front and the range of its second octet (RFC 3629, section 4).
struct Lead {
  std::size_t length = 0;  // 0: no sequence begins so
  unsigned char low = 0x80, high = 0xbf;
};

Lead lead_of(unsigned char c) {
  if (c < 0x80) return {1};
  if (c >= 0xc2 && c <= 0xdf) return {2};
  if (c == 0xe0) return {3, 0xa0};
  if (c == 0xed) return {3, 0x80, 0x9f};
  if (c >= 0xe1 && c <= 0xef) return {3};
  if (c == 0xf0) return {4, 0x90};
  if (c == 0xf4) return {4, 0x80, 0x8f};
  if (c >= 0xf1 && c <= 0xf3) return {4};
  return {};
}

}  // namespace

tl::expected<Value, Outcome> decode_utf8(std::string_view octets) {
  const auto error = [](std::string_view reason) {
    return tl::unexpected(Outcome::raised("UnicodeDecodeError", reason));
  };
  for (std::size_t i = 0; i < octets.size();) {
    const Lead lead = lead_of(static_cast<unsigned char>(octets[i]));
    if (lead.length == 0) return error("invalid start byte");
    for (std::size_t k = 1; k < lead.length; ++k) {
      if (i + k >= octets.size()) return error("unexpected end of data");
      const auto c = static_cast<unsigned char>(octets[i + k]);
      const bool good = k == 1 ? c >= lead.low && c <= lead.high : c >= 0x80 && c <= 0xbf;
      if (!good) return error("invalid continuation byte");
    }
    i += lead.length;
  }
  return Value::text(octets);
}

}  // namespace parallax::family
