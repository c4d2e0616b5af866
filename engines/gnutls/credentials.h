// Credentials: certificates and trust of a context, read once and shared by all contexts alike.
//
// GnuTLS's credentials are read-only once made, so two contexts of the same names can share them
// and no script can tell; what differs from script to script (ticket keys, sessions) lives in
// Context.
//
// Threads: one cache belongs to one engine. Complexity: a miss reads and parses PEM files.
// Source: GnuTLS manual, gnutls_certificate_set_x509_key_file,
// gnutls_certificate_set_x509_trust_file.
#ifndef PARALLAX_ENGINES_GNUTLS_CREDENTIALS_H_
#define PARALLAX_ENGINES_GNUTLS_CREDENTIALS_H_

#include <gnutls/gnutls.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engines/gnutls/priority.h"
#include "harness/contract/options.h"
#include "harness/contract/outcome.h"

namespace parallax::gnutls {

struct Credentials {
  Credentials() = default;
  ~Credentials();
  Credentials(const Credentials&) = delete;
  Credentials& operator=(const Credentials&) = delete;

  gnutls_certificate_credentials_t certificate = nullptr;
};

struct PriorityCache {
  PriorityCache() = default;
  ~PriorityCache();
  PriorityCache(const PriorityCache&) = delete;
  PriorityCache& operator=(const PriorityCache&) = delete;

  Priority asked;
  gnutls_priority_t handle = nullptr;  // null where GnuTLS refused the string
  int refused = 0;                     // and why
};

class Cache {
 public:
  explicit Cache(std::string pki) : pki_(std::move(pki)) {}

  tl::expected<std::shared_ptr<Credentials>, Outcome> credentials(const ContextOptions& options);
  tl::expected<std::shared_ptr<PriorityCache>, Outcome> priority(const ContextOptions& options);

  // The harness's own key log: null while nobody asked for one.
  std::optional<std::vector<std::string>> key_log;

 private:
  tl::expected<std::shared_ptr<Credentials>, Outcome> read(const ContextOptions& options) const;

  std::string pki_;
  std::map<std::string, std::shared_ptr<Credentials>> credentials_;
  std::map<std::string, std::shared_ptr<PriorityCache>> priorities_;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_CREDENTIALS_H_
