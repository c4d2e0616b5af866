#include "engines/gnutls/bio.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace parallax::gnutls {
namespace {

// More than this is refused, as the reference's buffer refuses it: a runaway script must not take
// all memory.
constexpr std::size_t kMostPending = 0x5ffffffc;
// Read octets are dropped from the front only past this many, so that small reads stay linear.
constexpr std::size_t kCompactFrom = std::size_t{64} << 10;

}  // namespace

Outcome Bio::read(std::int64_t size) {
  if (size > std::numeric_limits<std::int32_t>::max() ||
      size < std::numeric_limits<std::int32_t>::min()) {
    return Outcome::raised("OverflowError", "Python int too large to convert to C int");
  }
  const std::size_t count =
      size < 0 ? pending() : std::min(pending(), static_cast<std::size_t>(size));
  Value value = Value::bytes(std::string_view(octets_).substr(position_, count));
  consume(count);
  return Outcome::ok(std::move(value));
}

Outcome Bio::write(std::string_view octets) {
  if (octets.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    return Outcome::raised("OverflowError", "string longer than 2147483647 bytes");
  }
  if (ended_) return Outcome::raised("SSLError", "cannot write() after write_eof()");
  if (!append(octets)) return Outcome::raised("SSLError", "the buffer is too large");
  return Outcome::ok(Value::integer(static_cast<std::int64_t>(octets.size())));
}

Outcome Bio::write_eof() {
  ended_ = true;
  return Outcome::ok();
}

BioState Bio::state() const { return {pending(), eof()}; }

bool Bio::append(std::string_view octets) {
  if (octets.size() > kMostPending - pending()) return false;
  octets_.append(octets);
  return true;
}

std::size_t Bio::take(void* out, std::size_t size) {
  const std::size_t count = std::min(size, pending());
  if (count != 0) std::memcpy(out, octets_.data() + position_, count);
  consume(count);
  return count;
}

void Bio::consume(std::size_t size) {
  position_ += size;
  if (position_ == octets_.size()) {
    octets_.clear();
    position_ = 0;
  } else if (position_ > kCompactFrom && position_ > octets_.size() / 2) {
    octets_.erase(0, position_);
    position_ = 0;
  }
}

}  // namespace parallax::gnutls
