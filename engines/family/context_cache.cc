#include "engines/family/context_cache.h"

#include <algorithm>
#include <utility>

namespace parallax::family {
namespace {

#if !PARALLAX_FAMILY_BORINGSSL
// The three parts of RFC 5077's ticket keys as OpenSSL has them: name, HMAC key, AES key.
constexpr std::array<std::size_t, 3> kTicketParts = {16, 32, 32};
constexpr std::size_t kTicketOctets = 80;

std::optional<std::array<std::size_t, 3>> find_ticket_draws(SSL_CTX* context,
                                                            const Recording& recording) {
  std::string keys(kTicketOctets, '\0');
  if (SSL_CTX_get_tlsext_ticket_keys(context, keys.data(), kTicketOctets) != 1) return std::nullopt;
  std::array<std::size_t, 3> found{};
  std::size_t at = 0;
  for (std::size_t part = 0; part < kTicketParts.size(); ++part) {
    const auto drawn = std::ranges::find(recording, keys.substr(at, kTicketParts[part]));
    if (drawn == recording.end()) return std::nullopt;
    found[part] = static_cast<std::size_t>(drawn - recording.begin());
    at += kTicketParts[part];
  }
  return found;
}
#endif

void forget(SSL_CTX* context) {
#if !PARALLAX_FAMILY_BORINGSSL
  SSL_CTX_flush_sessions(context, 0);
#endif
  SSL_CTX_set_keylog_callback(context, nullptr);
  SSL_CTX_set_msg_callback(context, nullptr);
  SSL_CTX_set_tlsext_servername_callback(context, nullptr);
  SSL_CTX_set_tlsext_servername_arg(context, nullptr);
  SSL_CTX_set_app_data(context, nullptr);
}

}  // namespace

SessionStats session_stats(SSL_CTX* context) {
  return {static_cast<long>(SSL_CTX_sess_number(context)),
          SSL_CTX_sess_connect(context),
          SSL_CTX_sess_connect_good(context),
          SSL_CTX_sess_connect_renegotiate(context),
          SSL_CTX_sess_accept(context),
          SSL_CTX_sess_accept_good(context),
          SSL_CTX_sess_accept_renegotiate(context),
          SSL_CTX_sess_hits(context),
          SSL_CTX_sess_misses(context),
          SSL_CTX_sess_timeouts(context),
          SSL_CTX_sess_cache_full(context)};
}

void note_draws(ContextHandle* handle, const Recording& recording) {
  for (const std::string& octets : recording) handle->draws.push_back(octets.size());
#if !PARALLAX_FAMILY_BORINGSSL
  handle->ticket_draws = find_ticket_draws(handle->ssl.get(), recording);
#endif
}

std::unique_ptr<ContextHandle> ContextCache::take(const ContextOptions& options, Stream* stream) {
  const auto found = std::ranges::find(entries_, options, &Entry::options);
  if (found == entries_.end()) return nullptr;
  std::unique_ptr<ContextHandle> handle = std::move(found->handle);
  entries_.erase(found);
  Recording drawn;
  for (const std::size_t length : handle->draws) {
    drawn.emplace_back(length, '\0');
    stream->draw(drawn.back().data(), length);
  }
#if !PARALLAX_FAMILY_BORINGSSL
  if (handle->ticket_draws) {
    std::string keys;
    for (const std::size_t draw : *handle->ticket_draws) keys += drawn[draw];
    SSL_CTX_set_tlsext_ticket_keys(handle->ssl.get(), keys.data(), keys.size());
  }
#endif
  handle->stats_at_start = session_stats(handle->ssl.get());
  return handle;
}

void ContextCache::put(const ContextOptions& options, std::unique_ptr<ContextHandle> handle,
                       bool used) {
  const bool renewable = PARALLAX_FAMILY_BORINGSSL != 0 ? options.role == Role::kClient || !used
                                                        : handle->ticket_draws.has_value();
  if (!renewable) return;
  forget(handle->ssl.get());
  entries_.push_front({options, std::move(handle)});
  if (entries_.size() > kMostKept) entries_.pop_back();
}

}  // namespace parallax::family
