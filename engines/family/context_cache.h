// ContextCache: SSL_CTXs kept from one script to the next, by the options that made them.
//
// Making one costs ten times a handshake's first flight (algorithm fetches, parsed certificates),
// and scripts use the same few. A context taken out is what a new one would be: sessions flushed,
// callbacks gone, and the secrets that SSL_CTX_new draws (ticket keys) drawn again, in the same
// order, from the new owner's stream. One that a script changed is never put back.
//
// BoringSSL draws a server's ticket keys when it first needs them and offers no way back to that
// state; there a server's context is kept only while no connection of it has drawn anything.
//
// Threads: one thread's. Complexity: a take is one search and as many draws as SSL_CTX_new made.
// Bounds: kMostKept contexts of some 100 KiB each; the oldest goes first.
#ifndef PARALLAX_ENGINES_FAMILY_CONTEXT_CACHE_H_
#define PARALLAX_ENGINES_FAMILY_CONTEXT_CACHE_H_

#include <array>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engines/family/credentials.h"
#include "engines/family/library.h"
#include "engines/family/runtime.h"
#include "harness/contract/options.h"

namespace parallax::family {

inline constexpr std::size_t kMostKept = 64;

// What Python's _SSLContext keeps beside the SSL_CTX.
struct ContextSettings {
  bool check_hostname = false;
  unsigned host_flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
  bool post_handshake_auth = false;
};

// Counters of SSLContext.session_stats(), in its order.
using SessionStats = std::array<long, 11>;
SessionStats session_stats(SSL_CTX* context);

struct ContextHandle {
  SslCtxPtr ssl;
  ContextSettings settings;
  // The list that the ALPN callback chooses from; its address is the callback's argument.
  std::unique_ptr<std::string> protocols = std::make_unique<std::string>();
  SessionStats stats_at_start{};
  std::vector<Note> notes;         // warnings issued while it was made
  std::vector<std::size_t> draws;  // the lengths drawn while it was made, in order
  // Which draws are the ticket keys' name, HMAC key and AES key; absent: cannot be drawn again.
  std::optional<std::array<std::size_t, 3>> ticket_draws;
};

// Notes in `handle` what `recording`, made during its making, says about renewing it.
void note_draws(ContextHandle* handle, const Recording& recording);

class ContextCache {
 public:
  // A context made from these options before, as new; null if there is none. Draws from `stream`.
  std::unique_ptr<ContextHandle> take(const ContextOptions& options, Stream* stream);
  // Keeps a context that no script can see any more, unless it cannot be renewed. `used`: a
  // connection of it has drawn.
  void put(const ContextOptions& options, std::unique_ptr<ContextHandle> handle, bool used);
  // Of every context that was ever made here.
  Credentials& credentials() { return credentials_; }

 private:
  struct Entry {
    ContextOptions options;
    std::unique_ptr<ContextHandle> handle;
  };
  std::list<Entry> entries_;  // youngest first
  Credentials credentials_;
};

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_CONTEXT_CACHE_H_
