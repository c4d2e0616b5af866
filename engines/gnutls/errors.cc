#include "engines/gnutls/errors.h"

#include <fmt/format.h>

namespace parallax::gnutls {
namespace {

// Python's SSL_ERROR_* numbers, which the subclasses of SSLError carry as errno.
constexpr std::int64_t kSslErrorSsl = 1;
constexpr std::int64_t kSslErrorWantRead = 2;
constexpr std::int64_t kSslErrorZeroReturn = 6;
constexpr std::int64_t kSslErrorEof = 8;

std::string reason_of(int code) {
  const char* const name = gnutls_strerror_name(code);
  std::string reason = name == nullptr ? fmt::format("UNKNOWN_{}", -code) : name;
  constexpr std::string_view kPrefix = "GNUTLS_E_";
  if (reason.starts_with(kPrefix)) reason.erase(0, kPrefix.size());
  return reason;
}

Outcome numbered(std::string_view type, std::int64_t error_no, std::string_view message) {
  PythonError error;
  error.type = type;
  error.error_no = error_no;
  error.message = message;
  return Outcome::raised(std::move(error));
}

Outcome named(std::string_view type, std::int64_t error_no, int code, std::string_view text) {
  PythonError error;
  error.type = type;
  error.error_no = error_no;
  error.library = "GNUTLS";
  error.reason = reason_of(code);
  error.message = fmt::format("[GNUTLS: {}] {}", error.reason, text);
  return Outcome::raised(std::move(error));
}

}  // namespace

Outcome ssl_error(int code, std::string_view detail) {
  std::string text = gnutls_strerror(code);
  if (!detail.empty()) text += fmt::format(" ({})", detail);
  return named("SSLError", kSslErrorSsl, code, text);
}

Outcome want_read() {
  return numbered("SSLWantReadError", kSslErrorWantRead, "The operation did not complete (read)");
}

Outcome zero_return() {
  return numbered("SSLZeroReturnError", kSslErrorZeroReturn,
                  "TLS/SSL connection has been closed (EOF)");
}

Outcome eof_error(int code) {
  constexpr std::string_view kText = "EOF occurred in violation of protocol";
  return code == 0 ? numbered("SSLEOFError", kSslErrorEof, kText)
                   : named("SSLEOFError", kSslErrorEof, code, kText);
}

Outcome verification_error(std::int64_t verify_code, std::string_view verify_message) {
  Outcome outcome =
      named("SSLCertVerificationError", kSslErrorSsl, GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR,
            fmt::format("certificate verify failed: {}", verify_message));
  outcome.error().verify_code = verify_code;
  outcome.error().verify_message = verify_message;
  return outcome;
}

}  // namespace parallax::gnutls
