// The OpenSSL family's adapter: CPython's ssl, rebuilt in C++ on a library of the family. docs:
// library.h says which; semantics.h which Python.
#include "harness/contract/engine.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

#include "engines/family/bio.h"
#include "engines/family/context.h"
#include "engines/family/disturb.h"
#include "engines/family/identity.h"
#include "engines/family/library.h"
#include "engines/family/object.h"
#include "engines/family/runtime.h"
#include "engines/family/segmented_bio.h"

namespace parallax::family {
namespace {

class FamilyEngine final : public Engine {
 public:
  FamilyEngine(std::shared_ptr<Runtime> runtime, Identity identity)
      : runtime_(std::move(runtime)), identity_(std::move(identity)) {}

  const Identity& identity() const override { return identity_; }

  void begin(const ScriptSettings& settings) override {
    runtime_->begin(settings.seed, settings.key_log);
    ERR_clear_error();
  }
  void end() override { ERR_clear_error(); }

  Result<Context> make_context(std::string_view name, const ContextOptions& options) override {
    return TlsContext::make(runtime_, contexts_, name, options);
  }

  std::shared_ptr<MemoryBio> make_bio() override { return std::make_shared<Bio>(runtime_); }

  Result<SslObject> wrap_bio(std::string_view name, const std::shared_ptr<Context>& context,
                             const std::shared_ptr<MemoryBio>& incoming,
                             const std::shared_ptr<MemoryBio>& outgoing,
                             const WrapOptions& options) override {
    auto own = std::dynamic_pointer_cast<TlsContext>(context);
    auto in = std::dynamic_pointer_cast<Bio>(incoming);
    auto out = std::dynamic_pointer_cast<Bio>(outgoing);
    if (own == nullptr || in == nullptr || out == nullptr) {
      return tl::unexpected(Outcome::unsupported("contexts and BIOs of another engine"));
    }
    return TlsObject::wrap(runtime_, name, std::move(own), std::move(in), std::move(out), options);
  }

  std::vector<std::string> take_key_log() override { return std::exchange(runtime_->key_log, {}); }

  Outcome disturb(std::string_view kind) override { return family::disturb(*runtime_, kind); }

 private:
  std::shared_ptr<Runtime> runtime_;
  std::shared_ptr<ContextCache> contexts_ = std::make_shared<ContextCache>();
  Identity identity_;
};

void start_library() {
#if !PARALLAX_FAMILY_BORINGSSL
  // No atexit handler: the program's other threads may outlive it. The peer reads no openssl.cnf,
  // so that it is the same on every machine.
  std::uint64_t what = OPENSSL_INIT_NO_ATEXIT;
#ifdef PARALLAX_NO_CONFIG
  what |= OPENSSL_INIT_NO_LOAD_CONFIG;
#endif
  OPENSSL_init_ssl(what, nullptr);
#endif
}

}  // namespace
}  // namespace parallax::family

extern "C" __attribute__((visibility("default"))) parallax::Engine* parallax_engine(
    std::uint32_t abi, const parallax::EngineConfig& config, std::string* error) {
  using namespace parallax::family;
  if (abi != parallax::kEngineAbi) {
    *error = fmt::format("engine {} has ABI {}, the program has {}; build both from one source",
                         PARALLAX_ENGINE_NAME, parallax::kEngineAbi, abi);
    return nullptr;
  }
  const auto semantics = semantics_of(config.semantics);
  if (!semantics) {
    *error = fmt::format(
        "engine {} knows the semantics 3.6 to 3.13 (also 3.11.7, 3.11.2-debian), not {}",
        PARALLAX_ENGINE_NAME, config.semantics);
    return nullptr;
  }
  if (!config.buffer.empty() && config.buffer != parallax::kSegmented) {
    *error = fmt::format("engine {} has no buffer {}, only its library's own and {}",
                         PARALLAX_ENGINE_NAME, config.buffer, parallax::kSegmented);
    return nullptr;
  }
  *error = wrong_library();
  if (!error->empty()) return nullptr;
  start_library();
  auto runtime = std::make_shared<Runtime>();
  runtime->semantics = *semantics;
  runtime->pki = config.pki;
  if (!config.buffer.empty()) runtime->bio_method = segmented_bio_method();
  const bool deterministic = install_random();
  auto identity = identify(*semantics, config.buffer, deterministic);
  return new FamilyEngine(std::move(runtime), std::move(identity));
}
