#include "engines/family/errors.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "engines/family/names.h"

namespace parallax::family {
namespace {

// ssl.SSLErrorNumber: the errno of an SSLError. The library's own numbers, and two of CPython's.
constexpr int kEof = 8;
constexpr int kInvalidErrorCode = 10;

bool is(unsigned long code, int reason) {
  return ERR_GET_LIB(code) == ERR_LIB_SSL && ERR_GET_REASON(code) == reason;
}

std::string_view named_library(const Semantics& semantics, int library) {
  if (!semantics.all_library_names && library != ERR_LIB_PEM && library != ERR_LIB_SSL &&
      library != ERR_LIB_X509) {
    return {};
  }
  return library_name(library);
}

std::string verify_text(long code, std::string_view hostname) {
  if (code == X509_V_ERR_HOSTNAME_MISMATCH) {
    return fmt::format("Hostname mismatch, certificate is not valid for '{}'.", hostname);
  }
  if (code == X509_V_ERR_IP_ADDRESS_MISMATCH) {
    return fmt::format("IP address mismatch, certificate is not valid for '{}'.", hostname);
  }
  const char* text = X509_verify_cert_error_string(code);
  return text == nullptr ? "None" : text;
}

// The exception of class `type`. `text` empty: the library's own.
PythonError fill(const Semantics& semantics, std::string_view type, std::int64_t number,
                 std::string_view text, unsigned long code) {
  PythonError error;
  error.type = type;
  error.error_no = number;
  std::string words(text);
  if (code != 0) {
    error.library = named_library(semantics, ERR_GET_LIB(code));
    error.reason = reason_name(ERR_GET_LIB(code), ERR_GET_REASON(code));
    if (words.empty()) {
      const char* reason = ERR_reason_error_string(static_cast<std::uint32_t>(code));
      words = reason == nullptr ? "" : reason;
    }
  }
  if (words.empty()) words = "unknown error";
  if (!error.library.empty() && !error.reason.empty()) {
    error.message = fmt::format("[{}: {}] {}", error.library, error.reason, words);
  } else if (!error.library.empty()) {
    error.message = fmt::format("[{}] {}", error.library, words);
  } else {
    error.message = std::move(words);
  }
  return error;
}

struct Class {
  std::string_view type = "SSLError";
  int number = kInvalidErrorCode;
  std::string_view text;
};
constexpr Class kEndOfFile = {"SSLEOFError", kEof, "EOF occurred in violation of protocol"};

Class under_syscall(const Semantics& semantics, const Failure& failure, unsigned long code) {
  Class result{"SSLError", SSL_ERROR_SYSCALL, {}};
  if (code == 0) {
    if (failure.returned == 0 || semantics.errno_in_syscall) return kEndOfFile;
    return {"SSLSyscallError", SSL_ERROR_SYSCALL, "Some I/O error occurred"};
  }
  if (semantics.verify_failure_in_syscall && is(code, SSL_R_CERTIFICATE_VERIFY_FAILED)) {
    result.type = "SSLCertVerificationError";
  }
  return result;
}

Class under_ssl(const Semantics& semantics, unsigned long code) {
  Class result{"SSLError", SSL_ERROR_SSL, {}};
  if (code == 0) result.text = "A failure in the SSL library occurred";
  if (semantics.verification_error && is(code, SSL_R_CERTIFICATE_VERIFY_FAILED)) {
    result.type = "SSLCertVerificationError";
  }
#ifdef SSL_R_UNEXPECTED_EOF_WHILE_READING
  if (semantics.eof_reason && is(code, SSL_R_UNEXPECTED_EOF_WHILE_READING)) return kEndOfFile;
#endif
  return result;
}

Class classify(const Semantics& semantics, const Failure& failure, unsigned long code) {
  switch (failure.ssl_error) {
    case SSL_ERROR_ZERO_RETURN:
      return {"SSLZeroReturnError", SSL_ERROR_ZERO_RETURN,
              "TLS/SSL connection has been closed (EOF)"};
    case SSL_ERROR_WANT_READ:
      return {"SSLWantReadError", SSL_ERROR_WANT_READ, "The operation did not complete (read)"};
    case SSL_ERROR_WANT_WRITE:
      return {"SSLWantWriteError", SSL_ERROR_WANT_WRITE, "The operation did not complete (write)"};
    case SSL_ERROR_WANT_X509_LOOKUP:
      return {"SSLError", SSL_ERROR_WANT_X509_LOOKUP,
              "The operation did not complete (X509 lookup)"};
    case SSL_ERROR_WANT_CONNECT:
      return {"SSLError", SSL_ERROR_WANT_CONNECT, "The operation did not complete (connect)"};
    case SSL_ERROR_SYSCALL:
      return under_syscall(semantics, failure, code);
    case SSL_ERROR_SSL:
      return under_ssl(semantics, code);
    default:
      return {"SSLError", kInvalidErrorCode, "Invalid error code"};
  }
}

std::string_view os_error_class(int number) {
  switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return "BlockingIOError";
    case EPIPE:
    case ESHUTDOWN:
      return "BrokenPipeError";
    case ECHILD:
      return "ChildProcessError";
    case ECONNABORTED:
      return "ConnectionAbortedError";
    case ECONNREFUSED:
      return "ConnectionRefusedError";
    case ECONNRESET:
      return "ConnectionResetError";
    case EEXIST:
      return "FileExistsError";
    case ENOENT:
      return "FileNotFoundError";
    case EISDIR:
      return "IsADirectoryError";
    case ENOTDIR:
      return "NotADirectoryError";
    case EINTR:
      return "InterruptedError";
    case EACCES:
    case EPERM:
      return "PermissionError";
    case ESRCH:
      return "ProcessLookupError";
    case ETIMEDOUT:
      return "TimeoutError";
    default:
      return "OSError";
  }
}

}  // namespace

Outcome operation_failed(const Semantics& semantics, const SSL* ssl, std::string_view hostname,
                         const Failure& failure) {
  const unsigned long code = ERR_peek_last_error();
  if (semantics.errno_in_syscall && failure.ssl_error == SSL_ERROR_SYSCALL) {
    const int number = code == 0                          ? failure.c_error
                       : ERR_GET_LIB(code) == ERR_LIB_SYS ? ERR_GET_REASON(code)
                                                          : 0;
    if (number != 0) {
      ERR_clear_error();
      return os_error(number);
    }
  }
  const Class found = classify(semantics, failure, code);
  PythonError error = fill(semantics, found.type, found.number, found.text, code);
  if (found.type == "SSLCertVerificationError") {
    error.verify_code = SSL_get_verify_result(ssl);
    error.verify_message = verify_text(*error.verify_code, hostname);
    if (!error.reason.empty() && !error.library.empty())
      error.message += ": " + error.verify_message;
  }
  ERR_clear_error();
  return Outcome::raised(std::move(error));
}

Outcome call_failed(const Semantics& semantics) {
  const unsigned long code = ERR_peek_last_error();
  const std::int64_t number = semantics.packed_error_number
                                  ? static_cast<std::int32_t>(code)
                                  : static_cast<std::int64_t>(ERR_GET_REASON(code));
  PythonError error = fill(semantics, "SSLError", number, {}, code);
  ERR_clear_error();
  return Outcome::raised(std::move(error));
}

Outcome refused(std::string_view message) {
  ERR_clear_error();
  PythonError error;
  error.type = "SSLError";
  error.error_no = 0;
  error.message = message;
  return Outcome::raised(std::move(error));
}

Outcome os_error(int number) {
  PythonError error;
  error.type = os_error_class(number);
  error.error_no = number;
  error.message = std::strerror(number);  // NOLINT(concurrency-mt-unsafe): known numbers only
  return Outcome::raised(std::move(error));
}

Outcome type_error(std::string_view message) { return Outcome::raised("TypeError", message); }
Outcome value_error(std::string_view message) { return Outcome::raised("ValueError", message); }

}  // namespace parallax::family
