#include "engines/gnutls/credentials.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engines/gnutls/errors.h"
#include "harness/contract/trust.h"

namespace parallax::gnutls {
namespace {

using Unexpected = tl::unexpected<Outcome>;

// Entries kept of each kind. A fuzzer makes up names without end; a corpus uses about fifty.
constexpr std::size_t kMostEntries = 64;

Outcome missing(int error_number) {
  PythonError error;
  error.type = error_number == ENOENT ? "FileNotFoundError" : "OSError";
  error.error_no = error_number;
  error.message = std::strerror(error_number);
  return Outcome::raised(std::move(error));
}

template <typename Map, typename Entry>
void keep(Map& map, const std::string& key, Entry entry) {
  if (map.size() >= kMostEntries) map.clear();
  map.emplace(key, std::move(entry));
}

}  // namespace

Credentials::~Credentials() {
  if (certificate != nullptr) gnutls_certificate_free_credentials(certificate);
}

PriorityCache::~PriorityCache() {
  if (handle != nullptr) gnutls_priority_deinit(handle);
}

tl::expected<std::shared_ptr<Credentials>, Outcome> Cache::credentials(
    const ContextOptions& options) {
  std::string key = options.authority.has_value() ? *options.authority : std::string();
  for (const std::string& name : options.certificates) key += '\n' + name;
  const auto found = credentials_.find(key);
  if (found != credentials_.end()) return found->second;
  auto made = read(options);
  if (made) keep(credentials_, key, *made);
  return made;
}

tl::expected<std::shared_ptr<Credentials>, Outcome> Cache::read(
    const ContextOptions& options) const {
  auto made = std::make_shared<Credentials>();
  if (const int code = gnutls_certificate_allocate_credentials(&made->certificate); code < 0) {
    return Unexpected(ssl_error(code));
  }
  for (const std::string& name : options.certificates) {
    const std::string chain = fmt::format("{}/{}.pem", pki_, name);
    const std::string key = fmt::format("{}/{}.key", pki_, name);
    if (access(chain.c_str(), R_OK) != 0 || access(key.c_str(), R_OK) != 0) {
      return Unexpected(missing(errno));
    }
    const int code = gnutls_certificate_set_x509_key_file(made->certificate, chain.c_str(),
                                                          key.c_str(), GNUTLS_X509_FMT_PEM);
    if (code < 0) return Unexpected(ssl_error(code));
  }
  if (options.authority == kSystemTrust) {
    const int code = gnutls_certificate_set_x509_system_trust(made->certificate);
    if (code < 0) return Unexpected(ssl_error(code));
  } else if (options.authority.has_value()) {
    const std::string file = fmt::format("{}/{}.pem", pki_, *options.authority);
    if (access(file.c_str(), R_OK) != 0) return Unexpected(missing(errno));
    const int code = gnutls_certificate_set_x509_trust_file(made->certificate, file.c_str(),
                                                            GNUTLS_X509_FMT_PEM);
    if (code < 0) return Unexpected(ssl_error(code));
  }
  // Finite-field groups as RFC 7919 has them, for the DHE suites of TLS 1.2.
  gnutls_certificate_set_known_dh_params(made->certificate, GNUTLS_SEC_PARAM_MEDIUM);
  return made;
}

tl::expected<std::shared_ptr<PriorityCache>, Outcome> Cache::priority(
    const ContextOptions& options) {
  auto asked = priority_of(options);
  if (!asked) return Unexpected(asked.error());
  const auto found = priorities_.find(asked->text);
  if (found != priorities_.end()) return found->second;
  auto made = std::make_shared<PriorityCache>();
  made->asked = std::move(*asked);
  const char* where = nullptr;
  made->refused = gnutls_priority_init(&made->handle, made->asked.text.c_str(), &where);
  if (made->refused < 0) made->handle = nullptr;
  keep(priorities_, made->asked.text, made);
  return made;
}

}  // namespace parallax::gnutls
