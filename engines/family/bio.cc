#include "engines/family/bio.h"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <string>

#include "engines/family/errors.h"

namespace parallax::family {

Bio::Bio(std::shared_ptr<Runtime> runtime)
    : runtime_(std::move(runtime)), bio_(BIO_new(runtime_->bio_method)) {
  // An empty BIO means "no data yet", not the end, until write_eof().
  BIO_set_retry_read(bio_.get());
  BIO_set_mem_eof_return(bio_.get(), -1);
}

// A BIO operation takes some ten nanoseconds, and an Outcome is five strings large: it is made where the caller wants it
// (one variable, returned everywhere) and not moved.
Outcome Bio::read(std::int64_t size) {
  Outcome outcome;
  if (size > INT_MAX || size < INT_MIN) {
    outcome = Outcome::raised("OverflowError", "Python int too large to convert to C int");
    return outcome;
  }
  const auto available = static_cast<std::int64_t>(BIO_pending(bio_.get()));
  std::string& octets = outcome.value().variant().emplace<Bytes>().octets;
  octets.resize(static_cast<std::size_t>(size < 0 ? available : std::min(size, available)));
  if (!octets.empty()) {
    Guard guard(*runtime_, runtime_->base);
    const int count = BIO_read(bio_.get(), octets.data(), static_cast<int>(octets.size()));
    if (count < 0)
      outcome = call_failed(runtime_->semantics);
    else
      octets.resize(static_cast<std::size_t>(count));
  }
  return outcome;
}

Outcome Bio::read_some(char* out, int length, std::size_t* count) {
  Guard guard(*runtime_, runtime_->base);
  const int result = BIO_read(bio_.get(), out, length);
  if (result < 0) return call_failed(runtime_->semantics);
  *count = static_cast<std::size_t>(result);
  return Outcome::ok();
}

Outcome Bio::write(std::string_view octets) {
  Outcome outcome;
  if (octets.size() > INT_MAX) {
    outcome = Outcome::raised("OverflowError", fmt::format("string longer than {} bytes", INT_MAX));
  } else if (eof_written_) {
    outcome = Outcome::raised("SSLError", "cannot write() after write_eof()");
  } else {
    Guard guard(*runtime_, runtime_->base);
    const char* data = octets.empty() ? "" : octets.data();
    const int count = BIO_write(bio_.get(), data, static_cast<int>(octets.size()));
    if (count < 0)
      outcome = call_failed(runtime_->semantics);
    else
      outcome.value().variant().emplace<std::int64_t>(count);
  }
  return outcome;
}

Outcome Bio::write_eof() {
  eof_written_ = true;
  BIO_clear_retry_flags(bio_.get());
  BIO_set_mem_eof_return(bio_.get(), 0);
  return Outcome::ok();
}

BioState Bio::state() const {
  const auto pending = static_cast<std::uint64_t>(BIO_pending(bio_.get()));
  return {pending, eof_written_ && pending == 0};
}

}  // namespace parallax::family
