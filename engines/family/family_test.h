// What the family's tests share: engines loaded as the program loads them, and pairs of objects.
#ifndef PARALLAX_ENGINES_FAMILY_FAMILY_TEST_H_
#define PARALLAX_ENGINES_FAMILY_FAMILY_TEST_H_

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "harness/contract/clock.h"
#include "harness/contract/engine.h"

namespace parallax {

inline const std::string kPki = PARALLAX_SOURCE_DIR "/corpus/pki";

// The engine of that name, from the build folder; loaded once, never unloaded.
inline std::unique_ptr<Engine> load(const std::string& name, const std::string& semantics = "",
                                    const std::string& buffer = "") {
  const std::string path = std::string(PARALLAX_BUILD_DIR "/lib/parallax/") + name + ".so";
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    ADD_FAILURE() << dlerror();
    return nullptr;
  }
  auto factory = reinterpret_cast<EngineFactory>(dlsym(library, kEngineFactoryName));
  std::string error;
  std::unique_ptr<Engine> engine(factory(kEngineAbi, {kPki, semantics, buffer}, &error));
  EXPECT_NE(engine, nullptr) << error;
  parallax_set_clock(kDefaultClock);
  return engine;
}

// An object with its BIOs.
struct End {
  std::shared_ptr<Context> context;
  std::shared_ptr<MemoryBio> in, out;
  std::shared_ptr<SslObject> object;
};

inline ContextOptions client_options() {
  ContextOptions options;
  options.role = Role::kClient;
  options.authority = "root";
  options.verify = Verify::kRequired;
  options.check_hostname = true;
  return options;
}
inline ContextOptions server_options() {
  ContextOptions options;
  options.role = Role::kServer;
  options.certificates = {"p256"};
  return options;
}

inline std::shared_ptr<Context> context_of(Engine& engine, std::string_view name,
                                           const ContextOptions& options) {
  auto context = engine.make_context(name, options);
  EXPECT_TRUE(context) << print(context.error());
  return context ? *context : nullptr;
}

inline End wrap(Engine& engine, std::string_view name, std::shared_ptr<Context> context,
                const WrapOptions& options) {
  End end{std::move(context), engine.make_bio(), engine.make_bio(), nullptr};
  auto object = engine.wrap_bio(name, end.context, end.in, end.out, options);
  EXPECT_TRUE(object) << print(object.error());
  if (object) end.object = *object;
  return end;
}

inline End make(Engine& engine, std::string_view name, const ContextOptions& options) {
  WrapOptions wrapping;
  wrapping.role = options.role;
  if (options.role == Role::kClient) wrapping.server_hostname = "localhost";
  return wrap(engine, name, context_of(engine, std::string(name) + ".context", options), wrapping);
}

inline std::string octets(const Outcome& outcome) {
  const Bytes* bytes = outcome.value().as<Bytes>();
  return bytes == nullptr ? print(outcome) : bytes->octets;
}

// Carries all that waits from one end to the other; adds it to `wire` if given.
inline void move(End& from, End& to, std::string* wire = nullptr) {
  const std::string bytes = octets(from.out->read(-1));
  if (wire != nullptr) *wire += bytes;
  if (!bytes.empty()) to.in->write(bytes);
}

// Both ends' handshakes, to their end; the octets sent.
inline std::string pump(End& a, End& b) {
  std::string wire;
  for (int round = 0; round < 6; ++round) {  // TLS 1.2 takes three; a retry and a margin
    a.object->do_handshake();
    move(a, b, &wire);
    b.object->do_handshake();
    move(b, a, &wire);
  }
  return wire;
}

}  // namespace parallax

#endif  // PARALLAX_ENGINES_FAMILY_FAMILY_TEST_H_
