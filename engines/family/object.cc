#include "engines/family/object.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <limits>
#include <utility>

#include "engines/family/callbacks.h"
#include "engines/family/hostname.h"

namespace parallax::family {
namespace {

// More than a record's plaintext (RFC 8446, section 5.1: 16 KiB): one call gives one record at
// most, so a caller's larger buffer need not be made.
constexpr std::size_t kMostOctets = 32768;
// What a Python bytes object has beside its octets.
constexpr std::int64_t kBytesOverhead = 33;

// bytes of that size, made and dropped as PyBytes_FromStringAndSize would be refused.
Outcome allocate(std::int64_t length) {
  if (length > std::numeric_limits<std::int64_t>::max() - kBytesOverhead) {
    return Outcome::raised("OverflowError", "byte string is too large");
  }
  if (length <= static_cast<std::int64_t>(kMostOctets)) return Outcome::ok();
  void* volatile octets = std::malloc(static_cast<std::size_t>(length + kBytesOverhead));
  if (octets == nullptr) return Outcome::raised("MemoryError", "");
  std::free(octets);
  return Outcome::ok();
}

Outcome int32_overflow() {
  return Outcome::raised("OverflowError", "signed integer is greater than maximum");
}

}  // namespace

Outcome TlsObject::failed(int returned, int ssl_error) {
  return operation_failed(runtime_->semantics, ssl_.get(), hostname_.value_or("None"),
                          {returned, ssl_error, errno});
}

Outcome TlsObject::finish(Guard& guard, Outcome outcome) {
  const std::shared_ptr<TlsObject> keep = shared_from_this();
  if (guard.has_drawn()) {
    context_->mark_used();
    first_context_->mark_used();
  }
  // Of two exceptions the operation's own is raised, and the callback's is its context.
  if (auto exception = std::exchange(exception_, std::nullopt); exception && outcome.is_ok())
    outcome = Outcome::raised(std::move(*exception));
  for (const std::string& line : std::exchange(keylog_, {})) deliver_keylog(*this, line);
  return guard.finish(std::move(outcome));
}

Outcome TlsObject::do_handshake() {
  const std::shared_ptr<TlsObject> keep = shared_from_this();
  Guard guard(*runtime_, stream_);
  const int result = SSL_do_handshake(ssl_.get());
  if (result < 1) {
    const int error = SSL_get_error(ssl_.get(), result);
    return finish(guard, failed(result, error));
  }
  if (!runtime_->semantics.hostname_in_library && context_->settings().check_hostname) {
    if (!hostname_ || hostname_->empty()) {
      return finish(guard, value_error("check_hostname needs server_hostname argument"));
    }
    Outcome certificate = getpeercert(false);
    if (certificate.is_ok()) certificate = match_hostname(certificate.value(), *hostname_);
    if (!certificate.is_ok()) return finish(guard, std::move(certificate));
  }
  return finish(guard, Outcome::ok());
}

Outcome TlsObject::read_octets(char* out, std::size_t length, std::size_t* count) {
  int returned = 0;
  int error = SSL_ERROR_NONE;
#if !PARALLAX_FAMILY_BORINGSSL
  if (runtime_->semantics.ssize_lengths) {
    if (SSL_read_ex(ssl_.get(), out, length, count) == 1) return Outcome::ok();
    const int c_error = errno;
    error = SSL_get_error(ssl_.get(), 0);
    errno = c_error;
  } else
#endif
  {
    const int result = SSL_read(ssl_.get(), out, static_cast<int>(length));
    if (result > 0) {
      *count = static_cast<std::size_t>(result);
      return Outcome::ok();
    }
    const int c_error = errno;
    error = SSL_get_error(ssl_.get(), result);
    errno = c_error;
    if (!runtime_->semantics.ssize_lengths) returned = result;
  }
  if (error == SSL_ERROR_ZERO_RETURN && SSL_get_shutdown(ssl_.get()) == SSL_RECEIVED_SHUTDOWN) {
    *count = 0;
    return Outcome::ok();
  }
  return failed(returned, error);
}

Outcome TlsObject::read(std::int64_t length) {
  if (!runtime_->semantics.ssize_lengths && length > INT_MAX) return int32_overflow();
  if (length < 0) return value_error("size should not be negative");
  Outcome room = allocate(length);
  if (!room.is_ok()) return room;
  if (length == 0) return Outcome::ok(Value::bytes({}));
  std::string octets(std::min(static_cast<std::size_t>(length), kMostOctets), '\0');
  std::size_t count = 0;
  Outcome outcome = read_some(octets.data(), octets.size(), &count);
  if (!outcome.is_ok()) return outcome;
  octets.resize(count);
  outcome.value() = Value(Bytes{std::move(octets)});
  return outcome;
}

Outcome TlsObject::read_some(char* out, std::size_t length, std::size_t* count) {
  const std::shared_ptr<TlsObject> keep = shared_from_this();
  Guard guard(*runtime_, stream_);
  return finish(guard, read_octets(out, length, count));
}

Outcome TlsObject::read_into(std::int64_t length, std::string& buffer) {
  if (!runtime_->semantics.ssize_lengths && length > INT_MAX) return int32_overflow();
  const auto size = static_cast<std::int64_t>(buffer.size());
  if (length <= 0 || length > size) length = size;
  if (length == 0) return Outcome::ok(Value::integer(0));
  std::size_t count = 0;
  Outcome outcome = read_some(buffer.data(), static_cast<std::size_t>(length), &count);
  if (outcome.is_ok()) outcome.value() = Value::integer(static_cast<std::int64_t>(count));
  return outcome;
}

Outcome TlsObject::write(std::string_view data) {
  const Semantics& semantics = runtime_->semantics;
  if (!semantics.ssize_lengths && data.size() > INT_MAX) {
    return Outcome::raised("OverflowError", fmt::format("string longer than {} bytes", INT_MAX));
  }
  const std::shared_ptr<TlsObject> keep = shared_from_this();
  Guard guard(*runtime_, stream_);
  const char* octets = data.empty() ? "" : data.data();
#if !PARALLAX_FAMILY_BORINGSSL
  if (semantics.ssize_lengths) {
    std::size_t count = 0;
    if (SSL_write_ex(ssl_.get(), octets, data.size(), &count) == 1) {
      return finish(guard, Outcome::ok(Value::integer(static_cast<std::int64_t>(count))));
    }
    const int c_error = errno;
    const int error = SSL_get_error(ssl_.get(), 0);
    errno = c_error;
    return finish(guard, failed(0, error));
  }
#endif
  const int result = SSL_write(ssl_.get(), octets, static_cast<int>(data.size()));
  // SSL_write_ex of nothing succeeds; without it (BoringSSL) nothing written is told apart here.
  if (result > 0 || (result == 0 && data.empty() && semantics.ssize_lengths)) {
    return finish(guard, Outcome::ok(Value::integer(result)));
  }
  const int c_error = errno;
  const int error = SSL_get_error(ssl_.get(), result);
  errno = c_error;
  return finish(guard, failed(semantics.ssize_lengths ? 0 : result, error));
}

Outcome TlsObject::unwrap() {
  const std::shared_ptr<TlsObject> keep = shared_from_this();
  Guard guard(*runtime_, stream_);
  int result = 0;
  // Twice at most: the first sends close_notify, the second looks for the peer's.
  for (int zeros = 0; zeros < 2; ++zeros) {
    if (shutdown_seen_zero_) SSL_set_read_ahead(ssl_.get(), 0);
    result = SSL_shutdown(ssl_.get());
    if (result != 0) break;
    if (zeros == 0) shutdown_seen_zero_ = true;
  }
  if (result < 0) {
    const int c_error = errno;
    const int error = SSL_get_error(ssl_.get(), result);
    errno = c_error;
    return finish(guard, failed(result, error));
  }
  return finish(guard, Outcome::ok());
}

Outcome TlsObject::pending() {
  Guard guard(*runtime_, stream_);
  const int count = SSL_pending(ssl_.get());
  if (count < 0) return failed(count, SSL_get_error(ssl_.get(), count));
  return Outcome::ok(Value::integer(count));
}

Outcome TlsObject::verify_client_post_handshake() {
#if PARALLAX_FAMILY_BORINGSSL
  return Outcome::unsupported("the library has no post-handshake authentication");
#else
  const std::shared_ptr<TlsObject> keep = shared_from_this();
  Guard guard(*runtime_, stream_);
  if (SSL_verify_client_post_handshake(ssl_.get()) == 0) {
    return finish(guard, call_failed(runtime_->semantics));
  }
  return finish(guard, Outcome::ok());
#endif
}

}  // namespace parallax::family
