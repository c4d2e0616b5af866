// The engine `gnutls`: Python's contract over GnuTLS, TLS 1.2 and 1.3.
#include "harness/contract/engine.h"

#include <errno.h>
#include <fmt/format.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <algorithm>
#include <thread>

#include "engines/gnutls/bio.h"
#include "engines/gnutls/context.h"
#include "engines/gnutls/library.h"
#include "engines/gnutls/object.h"
#include "harness/contract/capabilities.h"

namespace parallax::gnutls {
namespace {

// A failed hash and a failed load of a certificate, as a careless caller might leave them behind.
void failing_hash() {
  // Not gnutls_hash_init(), which in 3.7.9 leaks its handle when it fails.
  unsigned char digest[64];
  gnutls_hash_fast(GNUTLS_DIG_UNKNOWN, "x", 1, digest);
}

void failing_certificate() {
  std::string octets = "not a certificate";
  const gnutls_datum_t datum{reinterpret_cast<unsigned char*>(octets.data()),
                             static_cast<unsigned>(octets.size())};
  parse_certificate(datum);
}

class GnuTlsEngine : public Engine {
 public:
  explicit GnuTlsEngine(const EngineConfig& config) : cache_(std::make_shared<Cache>(config.pki)) {
    const LibraryFacts& facts = library();
    identity_.name = "gnutls";
    identity_.family = "gnutls";
    identity_.version = fmt::format("GnuTLS {}", GNUTLS_VERSION);
    identity_.library = fmt::format("GnuTLS {}", gnutls_check_version(nullptr));
    identity_.semantics = "3.13";
    identity_.capabilities = {capability::kKeylog,   capability::kPostHandshakeAuth,
                              capability::kSessions, capability::kSni,
                              capability::kTls12,    capability::kTls13};
    if (facts.draws_are_ours) identity_.capabilities.emplace_back(capability::kDeterministic);
    if (facts.clock_is_ours) identity_.capabilities.emplace_back(capability::kClock);
    std::sort(identity_.capabilities.begin(), identity_.capabilities.end());
  }

  const Identity& identity() const override { return identity_; }

  void begin(const ScriptSettings& settings) override {
    seed_ = settings.seed;
    cache_->key_log.reset();
    if (settings.key_log) cache_->key_log.emplace();
  }
  std::vector<std::string> take_key_log() override {
    return std::exchange(cache_->key_log, std::nullopt).value_or(std::vector<std::string>());
  }
  void end() override {
  }  // contexts and objects are the script's; the cache holds what cannot change

  Result<Context> make_context(std::string_view name, const ContextOptions& options) override {
    auto context = GnuTlsContext::make(cache_, seed_, name, options);
    if (!context) return tl::unexpected(context.error());
    return *context;
  }

  std::shared_ptr<MemoryBio> make_bio() override { return std::make_shared<Bio>(); }

  Result<SslObject> wrap_bio(std::string_view name, const std::shared_ptr<Context>& context,
                             const std::shared_ptr<MemoryBio>& incoming,
                             const std::shared_ptr<MemoryBio>& outgoing,
                             const WrapOptions& options) override {
    auto own_context = std::dynamic_pointer_cast<GnuTlsContext>(context);
    auto in = std::dynamic_pointer_cast<Bio>(incoming);
    auto out = std::dynamic_pointer_cast<Bio>(outgoing);
    if (own_context == nullptr || in == nullptr || out == nullptr) {
      return tl::unexpected(
          Outcome::raised("TypeError", "wrap_bio() needs objects of this engine"));
    }
    return GnuTlsObject::make(seed_, name, std::move(own_context), std::move(in), std::move(out),
                              options);
  }

  Outcome disturb(std::string_view kind) override {
    if (kind == "errno") {
      errno = EBADF;
    } else if (kind == "hash") {
      failing_hash();
    } else if (kind == "certificate") {
      failing_certificate();
    } else if (kind == "thread") {
      std::thread([] {
        failing_hash();
        failing_certificate();
      }).join();
    } else {
      return Outcome::unsupported(
          fmt::format("GnuTLS has nothing that disturb {} could touch", kind));
    }
    return Outcome::ok();
  }

 private:
  Identity identity_;
  std::shared_ptr<Cache> cache_;
  std::uint64_t seed_ = 0;
};

}  // namespace
}  // namespace parallax::gnutls

extern "C" __attribute__((visibility("default"))) parallax::Engine* parallax_engine(
    std::uint32_t abi, const parallax::EngineConfig& config, std::string* error) {
  if (abi != parallax::kEngineAbi) {
    *error = fmt::format("this engine was compiled for interface {}, not {}; build it again",
                         parallax::kEngineAbi, abi);
    return nullptr;
  }
  if (!config.buffer.empty()) {
    *error = fmt::format("engine gnutls has one buffer, its own; +{} is for OpenSSL's family",
                         config.buffer);
    return nullptr;
  }
  if (!config.semantics.empty() && config.semantics != "3.13") {
    *error = fmt::format("the gnutls engine has Python 3.13's semantics only, not {}'s",
                         config.semantics);
    return nullptr;
  }
  return new parallax::gnutls::GnuTlsEngine(config);
}
