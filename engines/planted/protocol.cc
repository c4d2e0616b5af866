#include "engines/planted/protocol.h"

#include <algorithm>

namespace parallax {
namespace {

constexpr Plant kPlants[] = {
    {"wrong-finished", "any verify_data of the right length is accepted in Finished"},
    {"wrong-signature", "any signature is accepted in CertificateVerify"},
    {"wrong-key-exchange", "any signature is accepted in ServerKeyExchange"},
    {"wrong-tag", "TLS 1.3 records are accepted whatever their tag"},
    {"wrong-mac", "TLS 1.2 records are accepted whatever their MAC, with encrypt-then-MAC"},
    {"wrong-binder", "any PSK binder is accepted"},
    {"no-fatal-alert", "fatal alerts are not sent"},
    {"mild-alert", "fatal alerts are sent as warnings"},
    {"blurred-alert", "every fatal alert says internal_error"},
    {"skips-server-verify", "a TLS 1.3 client does without the server's CertificateVerify"},
    {"skips-client-verify", "a TLS 1.3 server does without the client's CertificateVerify"},
    {"skips-encrypted-extensions", "a TLS 1.3 client does without EncryptedExtensions"},
    {"early-change-cipher-spec",
     "a TLS 1.2 server passes over change_cipher_spec before ClientKeyExchange"},
    {"data-before-finished", "application data is read before the handshake is done"},
    {"loses-key-update", "KeyUpdate is read and forgotten"},
    {"silent-key-update", "KeyUpdate is never answered"},
    {"forgets-cookie", "the cookie of a HelloRetryRequest is not given back"},
    {"forgets-master-secret", "extended_master_secret in a ServerHello is passed over"},
    {"wrong-renegotiation-info", "renegotiation_info in a ServerHello is not looked at"},
    {"misplaced-extension", "extensions are accepted in messages where they have no place"},
};

}  // namespace

std::span<const Plant> protocol_plants() { return kPlants; }

bool is_protocol_plant(std::string_view name) {
  return std::any_of(std::begin(kPlants), std::end(kPlants),
                     [&](const Plant& plant) { return plant.name == name; });
}

}  // namespace parallax
