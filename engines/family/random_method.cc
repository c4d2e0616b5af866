// The library's randomness, put in the hands of the script's streams.
//
// OpenSSL has a hook for it. BoringSSL has none; but its shared objects reach RAND_bytes (from
// libssl) and CTR_DRBG_generate (inside libcrypto, under every other source of randomness) through
// the dynamic linker, which looks into the engine, the root of the dlopen, first. Defining both
// here is enough, and keeps BoringSSL keyed by length as OpenSSL is. Where it does not hold (a
// static or differently linked BoringSSL) install_random() sees it and the engine does not claim to
// be deterministic.
#include <array>
#include <cstring>

#include "engines/family/library.h"
#include "engines/family/runtime.h"

#if PARALLAX_FAMILY_BORINGSSL && defined(PARALLAX_INTERPOSE_RANDOM)
#define PARALLAX_VISIBLE __attribute__((visibility("default")))
extern "C" {
PARALLAX_VISIBLE int RAND_bytes(std::uint8_t* out, std::size_t length) {
  parallax::family::draw(out, length);
  return 1;
}
PARALLAX_VISIBLE int CTR_DRBG_generate(void* state, std::uint8_t* out, std::size_t length,
                                       const std::uint8_t* additional,
                                       std::size_t additional_length);
PARALLAX_VISIBLE int CTR_DRBG_generate(void* /*state*/, std::uint8_t* out, std::size_t length,
                                       const std::uint8_t* /*additional*/,
                                       std::size_t /*additional_length*/) {
  parallax::family::draw(out, length);
  return 1;
}
}
#endif

namespace parallax::family {
namespace {

#if !PARALLAX_FAMILY_BORINGSSL
int method_bytes(unsigned char* out, int length) {
  draw(out, static_cast<std::size_t>(length));
  return 1;
}
int method_status() { return 1; }
int method_seed(const void* /*octets*/, int /*length*/) { return 1; }
int method_add(const void* /*octets*/, int /*length*/, double /*entropy*/) { return 1; }

const RAND_METHOD kMethod = {method_seed, method_bytes, nullptr,
                             method_add,  method_bytes, method_status};
#endif

// Octets and an EC key, drawn from a fresh stream.
std::string sample(Runtime& runtime) {
  Stream stream(1, "probe");
  Guard guard(runtime, stream);
  std::array<unsigned char, 32> octets{};
  if (RAND_bytes(octets.data(), octets.size()) != 1) return {};
  std::string all(octets.begin(), octets.end());
  const EcKeyPtr key(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1));
  if (key == nullptr || EC_KEY_generate_key(key.get()) != 1) return {};
  std::array<unsigned char, 66> secret{};
  const auto length =
      static_cast<std::ptrdiff_t>(BN_bn2bin(EC_KEY_get0_private_key(key.get()), secret.data()));
  return all.append(secret.begin(), secret.begin() + length);
}

bool probe() {
#if !PARALLAX_FAMILY_BORINGSSL
  if (RAND_set_rand_method(&kMethod) != 1) return false;
#endif
  Runtime runtime;
  const std::string first = sample(runtime);
  return !first.empty() && sample(runtime) == first;
}

}  // namespace

bool install_random() {
  static const bool kObeys = probe();
  return kObeys;
}

}  // namespace parallax::family
