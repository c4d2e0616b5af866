// Octets: numbers and vectors as TLS writes them, put together and taken apart.
//
// For the few fields that one computes with. What a script edits, and what is shown, goes through the codec
// of whole messages (presentation.h).
//
// Threads: plain values. Complexity: linear. Errors: a Reader that ran out gives zeros and empty views from
// then on, and says so in ok(), so callers look once. Source: RFC 8446 sections 3.3 and 3.4.
#ifndef PARALLAX_HARNESS_WIRE_OCTETS_H_
#define PARALLAX_HARNESS_WIRE_OCTETS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace parallax::wire {

class Writer {
 public:
  Writer& number(std::uint64_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0;) out_ += static_cast<char>(value >> (8 * i) & 0xFF);
    return *this;
  }
  Writer& octets(std::string_view octets) {
    out_ += octets;
    return *this;
  }
  // `octets` with their length before them, in `width` octets.
  Writer& vector(std::size_t width, std::string_view octets) {
    return number(octets.size(), width).octets(octets);
  }
  // An extension.
  Writer& extension(std::uint16_t type, std::string_view data) {
    return number(type, 2).vector(2, data);
  }
  bool empty() const { return out_.empty(); }
  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view octets) : octets_(octets) {}
  bool ok() const { return ok_; }
  bool empty() const { return octets_.empty(); }
  bool done() const { return ok_ && octets_.empty(); }
  std::string_view rest() const { return octets_; }

  std::string_view take(std::size_t n) {
    if (!ok_ || octets_.size() < n) {
      ok_ = false;
      octets_ = {};
      return {};
    }
    const std::string_view taken = octets_.substr(0, n);
    octets_.remove_prefix(n);
    return taken;
  }
  std::uint64_t number(std::size_t width) {
    std::uint64_t value = 0;
    for (const char c : take(width)) value = value << 8 | static_cast<std::uint8_t>(c);
    return value;
  }
  std::uint8_t uint8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t uint16() { return static_cast<std::uint16_t>(number(2)); }
  std::string_view vector(std::size_t width) { return take(number(width)); }
  // A vector to be read on; it has run out where this one has.
  Reader nested(std::size_t width) {
    Reader inner(vector(width));
    inner.ok_ = ok_;
    return inner;
  }

 private:
  std::string_view octets_;
  bool ok_ = true;
};

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_OCTETS_H_
