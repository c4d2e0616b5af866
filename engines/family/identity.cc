#include "engines/family/identity.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "engines/family/library.h"
#include "harness/contract/capabilities.h"

// Given by the build: the engine's name, and the folder of its library, empty for one inside the
// engine.
#ifndef PARALLAX_ENGINE_NAME
#error "PARALLAX_ENGINE_NAME names the engine"
#endif
#ifndef PARALLAX_LIBRARY_FOLDER
#define PARALLAX_LIBRARY_FOLDER ""
#endif

namespace parallax::family {
namespace {

constexpr std::string_view kFamily = PARALLAX_FAMILY_BORINGSSL != 0 ? "boringssl" : "openssl";

std::string headers() {
#if defined(BORINGSSL_API_VERSION)
  return fmt::format("BoringSSL, API {}", BORINGSSL_API_VERSION);
#else
  return OPENSSL_VERSION_TEXT;
#endif
}

std::string real_path(const char* path) {
  char* resolved = ::realpath(path, nullptr);
  if (resolved == nullptr) return path;
  std::string text(resolved);
  std::free(resolved);
  return text;
}

// The file that holds the code at `address`.
std::string file_of(const void* address) {
  Dl_info info{};
  return dladdr(address, &info) != 0 && info.dli_fname != nullptr ? real_path(info.dli_fname) : "";
}

bool speaks(int version) {
  const SslCtxPtr context(SSL_CTX_new(TLS_method()));
  if (context == nullptr) return false;
  const auto number = static_cast<std::uint16_t>(version);
  const bool can = SSL_CTX_set_min_proto_version(context.get(), number) == 1 &&
                   SSL_CTX_set_max_proto_version(context.get(), number) == 1;
  ERR_clear_error();
  return can;
}

}  // namespace

Identity identify(const Semantics& semantics, const std::string& buffer, bool deterministic) {
  Identity identity;
  identity.name = PARALLAX_ENGINE_NAME;
  if (!buffer.empty()) identity.name += "+" + buffer;
  identity.family = kFamily;
  identity.version = headers();
  identity.library = OpenSSL_version(OPENSSL_VERSION);
  identity.semantics = semantics.name;
  std::vector<std::string>& can = identity.capabilities;
  can = {capability::kKeylog, capability::kSni, capability::kSessions};
  if (deterministic) can.emplace_back(capability::kDeterministic);
  // The clock is the program's: it holds the script's time() or it does not.
  if (dlsym(RTLD_DEFAULT, "parallax_set_clock") != nullptr) can.emplace_back(capability::kClock);
  if (speaks(TLS1_VERSION)) can.emplace_back(capability::kTls10);
  if (speaks(TLS1_1_VERSION)) can.emplace_back(capability::kTls11);
  if (speaks(TLS1_2_VERSION)) can.emplace_back(capability::kTls12);
  if (speaks(TLS1_3_VERSION)) can.emplace_back(capability::kTls13);
  if (PARALLAX_FAMILY_BORINGSSL == 0) can.emplace_back(capability::kPostHandshakeAuth);
  std::ranges::sort(can);
  return identity;
}

std::string wrong_library() {
  const std::string_view wanted = PARALLAX_LIBRARY_FOLDER;
  const std::string own = file_of(reinterpret_cast<const void*>(&identify));
  std::string folder = own;
  // As in a run path: beside the engine, wherever that was moved to.
  if (constexpr std::string_view kOrigin = "$ORIGIN"; wanted.starts_with(kOrigin))
    folder = own.substr(0, own.rfind('/')) + std::string(wanted.substr(kOrigin.size())) + "/";
  else if (!wanted.empty())
    folder = real_path(std::string(wanted).c_str()) + "/";
  const void* const addresses[] = {reinterpret_cast<const void*>(&SSL_CTX_new),
                                   reinterpret_cast<const void*>(&ERR_peek_last_error)};
  for (const void* address : addresses) {
    const std::string file = file_of(address);
    if (file.starts_with(folder)) continue;
    return fmt::format(
        "engine {}: its TLS library should come from {} and came from {}; two of one "
        "name cannot share a process",
        PARALLAX_ENGINE_NAME, folder, file);
  }
  const bool boring = std::string_view(OpenSSL_version(OPENSSL_VERSION)).find("BoringSSL") !=
                      std::string_view::npos;
  const unsigned long compiled = OPENSSL_VERSION_NUMBER, loaded = OpenSSL_version_num();
  if ((PARALLAX_FAMILY_BORINGSSL != 0) == boring && compiled >> 28 == loaded >> 28) return {};
  return fmt::format("engine {}: built against {}, loaded with {}", PARALLAX_ENGINE_NAME, headers(),
                     OpenSSL_version(OPENSSL_VERSION));
}

}  // namespace parallax::family
