// Two ends of one connection on an engine loaded as the harness loads it.
#ifndef PARALLAX_ENGINES_GNUTLS_ENGINE_FIXTURE_TEST_H_
#define PARALLAX_ENGINES_GNUTLS_ENGINE_FIXTURE_TEST_H_

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "harness/contract/clock.h"
#include "harness/contract/engine.h"

namespace parallax::gnutls {

struct End {
  std::shared_ptr<Context> context;
  std::shared_ptr<MemoryBio> in;
  std::shared_ptr<MemoryBio> out;
  std::shared_ptr<SslObject> object;
};

class EngineTest : public testing::Test {
 protected:
  void SetUp() override {
    void* const library = dlopen(PARALLAX_GNUTLS_ENGINE, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << dlerror();
    const auto factory = reinterpret_cast<EngineFactory>(dlsym(library, kEngineFactoryName));
    ASSERT_NE(factory, nullptr);
    std::string error;
    engine_.reset(factory(kEngineAbi, {PARALLAX_SOURCE_DIR "/corpus/pki", "", ""}, &error));
    ASSERT_NE(engine_, nullptr) << error;
    begin(1);
  }
  void TearDown() override { parallax_set_clock(0); }

  void begin(std::uint64_t seed) {
    parallax_set_clock(kDefaultClock);
    engine_->begin({seed, kDefaultClock});
  }

  static ContextOptions client() {
    ContextOptions options;
    options.role = Role::kClient;
    options.authority = "root";
    options.verify = Verify::kRequired;
    options.check_hostname = true;
    return options;
  }
  static ContextOptions server() {
    ContextOptions options;
    options.role = Role::kServer;
    options.certificates = {"p256"};
    return options;
  }
  static ContextOptions only(Version version, ContextOptions options) {
    options.minimum = options.maximum = version;
    return options;
  }

  End wrap(const std::string& name, std::shared_ptr<Context> context, Role role,
           std::shared_ptr<Session> session = nullptr) {
    End end;
    end.context = std::move(context);
    end.in = engine_->make_bio();
    end.out = engine_->make_bio();
    WrapOptions options;
    options.role = role;
    if (role == Role::kClient) options.server_hostname = "localhost";
    options.session = std::move(session);
    auto object = engine_->wrap_bio(name, end.context, end.in, end.out, options);
    if (object)
      end.object = *object;
    else
      ADD_FAILURE() << print(object.error());
    return end;
  }
  End make(const std::string& name, const ContextOptions& options) {
    auto context = engine_->make_context(name + ".context", options);
    if (!context) {
      ADD_FAILURE() << print(context.error());
      return {};
    }
    return wrap(name, *context, options.role);
  }

  // Carries what `from` has to say; the number of octets.
  static std::size_t move(End& from, End& to) {
    const Outcome octets = from.out->read(-1);
    const std::string& bytes = octets.value().as<Bytes>()->octets;
    wire_ += bytes;
    to.in->write(bytes);
    return bytes.size();
  }
  // Handshakes until nothing moves; both last outcomes, or the error that ended one.
  static std::pair<Outcome, Outcome> pump(End& a, End& b) {
    Outcome left;
    Outcome right;
    const auto shake = [](End& end, Outcome& outcome) {
      if (outcome.is_ok() || outcome.is_raised("SSLWantReadError"))
        outcome = end.object->do_handshake();
    };
    for (int round = 0; round < 20; ++round) {
      shake(a, left);
      std::size_t moved = move(a, b);
      shake(b, right);
      moved += move(b, a);
      if (moved == 0) break;
    }
    return {left, right};
  }
  static std::string take(End& end) { return end.out->read(-1).value().as<Bytes>()->octets; }
  static std::string read(End& end) {
    const Outcome outcome = end.object->read(65536);
    const Bytes* const bytes = outcome.value().as<Bytes>();
    return outcome.is_ok() && bytes != nullptr ? bytes->octets : print(outcome);
  }

  std::unique_ptr<Engine> engine_;
  static inline std::string wire_;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_ENGINE_FIXTURE_TEST_H_
