#include "harness/wire/names.h"

#include <fmt/format.h>

namespace parallax::wire {

std::string_view record_type_name(std::uint8_t type) {
  switch (type) {
    case kChangeCipherSpec:
      return "change_cipher_spec";
    case kAlert:
      return "alert";
    case kHandshake:
      return "handshake";
    case kApplicationData:
      return "application_data";
    case kHeartbeat:
      return "heartbeat";
    default:
      return {};
  }
}

// RFC 8446 4 and appendix B.3; RFC 5246 7.4; RFC 5077 3.3; RFC 6066 8; RFC 8879 4.
std::string_view handshake_type_name(std::uint8_t type) {
  switch (type) {
    case 0:
      return "hello_request";
    case 1:
      return "client_hello";
    case 2:
      return "server_hello";
    case 4:
      return "new_session_ticket";
    case 5:
      return "end_of_early_data";
    case 8:
      return "encrypted_extensions";
    case 11:
      return "certificate";
    case 12:
      return "server_key_exchange";
    case 13:
      return "certificate_request";
    case 14:
      return "server_hello_done";
    case 15:
      return "certificate_verify";
    case 16:
      return "client_key_exchange";
    case 20:
      return "finished";
    case 21:
      return "certificate_url";
    case 22:
      return "certificate_status";
    case 24:
      return "key_update";
    case 25:
      return "compressed_certificate";
    case 254:
      return "message_hash";
    default:
      return {};
  }
}

std::string_view alert_level_name(std::uint8_t level) {
  switch (level) {
    case kWarning:
      return "warning";
    case kFatal:
      return "fatal";
    default:
      return {};
  }
}

// RFC 8446 6 and appendix B.2; those it reserves by the names of RFC 5246 7.2.
std::string_view alert_description_name(std::uint8_t code) {
  switch (code) {
    case 0:
      return "close_notify";
    case 10:
      return "unexpected_message";
    case 20:
      return "bad_record_mac";
    case 21:
      return "decryption_failed";
    case 22:
      return "record_overflow";
    case 30:
      return "decompression_failure";
    case 40:
      return "handshake_failure";
    case 41:
      return "no_certificate";
    case 42:
      return "bad_certificate";
    case 43:
      return "unsupported_certificate";
    case 44:
      return "certificate_revoked";
    case 45:
      return "certificate_expired";
    case 46:
      return "certificate_unknown";
    case 47:
      return "illegal_parameter";
    case 48:
      return "unknown_ca";
    case 49:
      return "access_denied";
    case 50:
      return "decode_error";
    case 51:
      return "decrypt_error";
    case 60:
      return "export_restriction";
    case 70:
      return "protocol_version";
    case 71:
      return "insufficient_security";
    case 80:
      return "internal_error";
    case 86:
      return "inappropriate_fallback";
    case 90:
      return "user_canceled";
    case 100:
      return "no_renegotiation";
    case 109:
      return "missing_extension";
    case 110:
      return "unsupported_extension";
    case 111:
      return "certificate_unobtainable";
    case 112:
      return "unrecognized_name";
    case 113:
      return "bad_certificate_status_response";
    case 114:
      return "bad_certificate_hash_value";
    case 115:
      return "unknown_psk_identity";
    case 116:
      return "certificate_required";
    case 120:
      return "no_application_protocol";
    default:
      return {};
  }
}

std::string version_name(std::uint16_t version) {
  // RFC 8446 4.1.2: TLS 1.n is 0x0301 + n on the wire.
  if (version >= 0x0301 && version <= 0x0304) return fmt::format("1.{}", version - 0x0301);
  if (version == 0x0300) return "3.0";
  return fmt::format("0x{:04x}", version);
}

}  // namespace parallax::wire
