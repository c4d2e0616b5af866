#include "engines/family/ciphers.h"

#include <array>
#include <string_view>

namespace parallax::family {
namespace {

Value text_or_none(const char* text) { return text == nullptr ? Value() : Value::text(text); }
Value long_name(int nid) { return nid == NID_undef ? Value() : text_or_none(OBJ_nid2ln(nid)); }

}  // namespace

Value cipher_tuple(const SSL_CIPHER* cipher) {
  return Value(Tuple{{text_or_none(SSL_CIPHER_get_name(cipher)),
                      text_or_none(SSL_CIPHER_get_version(cipher)),
                      Value::integer(SSL_CIPHER_get_bits(cipher, nullptr))}});
}

Value cipher_dict(const SSL_CIPHER* cipher) {
  std::array<char, 512> buffer{};  // CPython's size; longer descriptions are cut
  SSL_CIPHER_description(cipher, buffer.data(), static_cast<int>(buffer.size()) - 1);
  std::string_view description(buffer.data());
  if (description.size() > 1 && description.ends_with('\n')) description.remove_suffix(1);
  int algorithm_bits = 0;
  const int strength_bits = SSL_CIPHER_get_bits(cipher, &algorithm_bits);
  Dict fields;
  const auto put = [&](std::string_view key, Value value) {
    fields.items.emplace_back(Value::text(key), std::move(value));
  };
  put("id", Value::integer(static_cast<std::int64_t>(SSL_CIPHER_get_id(cipher))));
  put("name", text_or_none(SSL_CIPHER_get_name(cipher)));
  put("protocol", text_or_none(SSL_CIPHER_get_version(cipher)));
  put("description", Value::text(description));
  put("strength_bits", Value::integer(strength_bits));
  put("alg_bits", Value::integer(algorithm_bits));
  put("aead", Value::boolean(SSL_CIPHER_is_aead(cipher) != 0));
  put("symmetric", long_name(SSL_CIPHER_get_cipher_nid(cipher)));
  put("digest", long_name(SSL_CIPHER_get_digest_nid(cipher)));
  put("kea", long_name(SSL_CIPHER_get_kx_nid(cipher)));
  put("auth", long_name(SSL_CIPHER_get_auth_nid(cipher)));
  return Value(std::move(fields));
}

}  // namespace parallax::family
