// One call on a BIO, and all that it showed, as text: what the segmented BIO and BIO_s_mem are compared by, in
// segmented_bio_test.cc and in fuzz/segmented_bio_target.cc.
//
// Threads: as the BIO's. Complexity: of the call, and of printing what it gave.
#ifndef PARALLAX_ENGINES_FAMILY_SEGMENTED_BIO_CALLS_H_
#define PARALLAX_ENGINES_FAMILY_SEGMENTED_BIO_CALLS_H_

#include <openssl/bio.h>
#include <openssl/err.h>

#include <memory>
#include <string>

#include "engines/family/segmented_bio.h"

namespace parallax::family::calls {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Owned = std::unique_ptr<BIO, Free>;

inline Owned segmented() { return Owned(BIO_new(segmented_bio_method())); }
inline Owned library() { return Owned(BIO_new(BIO_s_mem())); }

// What one call showed, as text.
inline std::string seen(BIO* bio, long answer, const std::string& octets = {}) {
  std::string text = std::to_string(answer) + " flags " +
                     std::to_string(BIO_test_flags(bio, 0xFF)) + " reason " +
                     std::to_string(BIO_get_retry_reason(bio)) + " errors";
  for (auto error = ERR_get_error(); error != 0; error = ERR_get_error()) {
    text.append(" ").append(std::to_string(ERR_GET_LIB(error)));
    text.append("/").append(std::to_string(ERR_GET_REASON(error)));
  }
  return text + " octets " + octets;
}

inline std::string octets_of(std::size_t count, int salt) {
  std::string octets(count, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    octets[i] = static_cast<char>('a' + (i * 7 + i / 97 + static_cast<std::size_t>(salt)) % 25);
    if ((i + static_cast<std::size_t>(salt)) % 97 == 0) octets[i] = '\n';
  }
  return octets;
}

// Of what kind, on how many octets, and what else is drawn for it.
struct Call {
  int kind, number, salt;
};
constexpr int kKinds = 14;  // of calls

inline std::string write(BIO* bio, const Call& call) {
  const std::string octets = octets_of(static_cast<std::size_t>(call.number), call.salt);
  return seen(bio, BIO_write(bio, octets.data(), call.number));
}

inline std::string read(BIO* bio, const Call& call) {
  std::string out(static_cast<std::size_t>(call.number), '#');
  const int answer = BIO_read(bio, out.data(), call.number);
  return seen(bio, answer, out);
}

inline std::string gets(BIO* bio, const Call& call) {
  std::string out(static_cast<std::size_t>(call.number) + 1, '#');
  const int answer = BIO_gets(bio, out.data(), call.number + 1);
  return seen(bio, answer, out.c_str());
}

inline std::string contents(BIO* bio) {
  char* data = nullptr;
  const long length = static_cast<long>(BIO_ctrl(bio, BIO_CTRL_INFO, 0, static_cast<void*>(&data)));
  return seen(bio, length, std::string(length > 0 ? data : "", static_cast<std::size_t>(length)));
}

inline std::string ask(BIO* bio, int command, long number = 0) {
  return seen(bio, BIO_ctrl(bio, command, number, nullptr));
}

inline std::string carry_out(BIO* bio, const Call& call) {
  switch (call.kind) {
    case 0:
    case 1:
    case 2:
      return write(bio, call);
    case 3:
    case 4:
    case 5:
      return read(bio, call);
    case 6:
      return gets(bio, call);
    case 7:
      return contents(bio);
    case 8:
      return ask(bio, BIO_C_SET_BUF_MEM_EOF_RETURN, call.salt % 3 - 1);
    case 9:
      return seen(bio,
                  BIO_puts(bio, octets_of(static_cast<std::size_t>(call.number % 300), 3).c_str()));
    case 10:
      return ask(bio, call.salt % 10 == 0 ? BIO_CTRL_RESET : BIO_CTRL_FLUSH);
    case 11:
      BIO_clear_retry_flags(bio);
      return {};
    case 12:
#if defined(OPENSSL_IS_BORINGSSL) || defined(OPENSSL_IS_AWSLC)
      return {};  // their own crashes
#else
      return seen(bio, BIO_read(bio, nullptr, call.number));
#endif
    default:
      return ask(bio, BIO_CTRL_SET_CLOSE, call.salt % 2) + ask(bio, BIO_CTRL_GET_CLOSE) +
             ask(bio, BIO_CTRL_SET_CLOSE, 1);
  }
}

// What may be asked at any time without changing anything.
inline std::string look(BIO* bio) {
  std::string all;
  for (int command : {BIO_CTRL_PENDING, BIO_CTRL_WPENDING, BIO_CTRL_EOF, BIO_CTRL_INFO})
    all += ask(bio, command) + "; ";
  return all;
}

}  // namespace parallax::family::calls

#endif  // PARALLAX_ENGINES_FAMILY_SEGMENTED_BIO_CALLS_H_
