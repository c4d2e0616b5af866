#include "engines/family/disturb.h"

#include <fmt/format.h>

#include <cerrno>
#include <thread>

#include "engines/family/library.h"

namespace parallax::family {
namespace {

void failed_digest() {
#if PARALLAX_FAMILY_OPENSSL3
  EVP_MD_free(EVP_MD_fetch(nullptr, "no-such-digest", nullptr));
#else
  static_cast<void>(EVP_get_digestbyname("no-such-digest"));
#endif
}

void failed_certificate() {
  constexpr std::string_view kNothing = "nothing in PEM\n";
  const BioPtr in(BIO_new_mem_buf(kNothing.data(), static_cast<int>(kNothing.size())));
  X509_free(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
}

void stale_error() {
#if PARALLAX_FAMILY_BORINGSSL
  ERR_put_error(ERR_LIB_EVP, 0, ERR_R_INTERNAL_ERROR, __FILE__, __LINE__);
#elif PARALLAX_FAMILY_OPENSSL3
  ERR_raise(ERR_LIB_EVP, ERR_R_INTERNAL_ERROR);
#else
  ERR_put_error(ERR_LIB_EVP, 0, ERR_R_INTERNAL_ERROR, __FILE__, __LINE__);
#endif
}

}  // namespace

Outcome disturb(Runtime& runtime, std::string_view kind) {
  if (kind == "errno") {
    runtime.saved_errno = ECONNRESET;
    return Outcome::ok();
  }
  Guard guard(runtime, runtime.base);
  const int before = errno;
  if (kind == "error_queue") {
    stale_error();
  } else if (kind == "hash") {
    failed_digest();
    ERR_clear_error();
  } else if (kind == "certificate") {
    failed_certificate();
    ERR_clear_error();
  } else if (kind == "thread") {
    std::thread([] {
      failed_digest();
      failed_certificate();
      stale_error();
    }).join();
  } else {
    return Outcome::unsupported(fmt::format("no disturbance {}", kind));
  }
  errno = before;
  return Outcome::ok();
}

}  // namespace parallax::family
