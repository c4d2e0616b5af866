#include "engines/family/credentials.h"

namespace parallax::family {

#if PARALLAX_FAMILY_BORINGSSL

bool Credentials::give(std::string_view name, SSL_CTX* context) const {
  const auto found = kept_.find(name);
  if (found == kept_.end()) return false;
  std::vector<CRYPTO_BUFFER*> chain;
  for (const BufferPtr& certificate : found->second.chain) chain.push_back(certificate.get());
  return SSL_CTX_set_chain_and_key(context, chain.data(), chain.size(), found->second.key.get(),
                                   nullptr) == 1;
}

void Credentials::keep(std::string_view name, const SSL_CTX* context) {
  const STACK_OF(CRYPTO_BUFFER)* chain = SSL_CTX_get0_chain(context);
  EVP_PKEY* key = SSL_CTX_get0_privatekey(context);
  if (chain == nullptr || key == nullptr) return;
  Kept kept;
  for (std::size_t i = 0; i < sk_CRYPTO_BUFFER_num(chain); ++i) {
    CRYPTO_BUFFER* certificate = sk_CRYPTO_BUFFER_value(chain, i);
    if (certificate == nullptr) return;
    CRYPTO_BUFFER_up_ref(certificate);
    kept.chain.emplace_back(certificate);
  }
  EVP_PKEY_up_ref(key);
  kept.key.reset(key);
  kept_.insert_or_assign(std::string(name), std::move(kept));
}

#else

bool Credentials::give(std::string_view /*name*/, SSL_CTX* /*context*/) const { return false; }
void Credentials::keep(std::string_view /*name*/, const SSL_CTX* /*context*/) {}

#endif

}  // namespace parallax::family
