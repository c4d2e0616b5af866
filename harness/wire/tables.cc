// The messages of TLS 1.0 to 1.3 in the RFCs' presentation language (grammar.h): the one table by which
// they are taken apart, put together, named and shown. Names are those of the RFC cited.
#include <string_view>

#include "harness/wire/grammar.h"

namespace parallax::wire {
namespace {

constexpr std::string_view kNumbers = R"(
// RFC 8446 5.1; RFC 6520 4
enum { change_cipher_spec(20), alert(21), handshake(22), application_data(23), heartbeat(24), (255) } ContentType;

// RFC 8446 6 and B.2; those it reserves by the names of RFC 5246 7.2
enum { warning(1), fatal(2), (255) } AlertLevel;
enum {
  close_notify(0), unexpected_message(10), bad_record_mac(20), decryption_failed(21), record_overflow(22),
  decompression_failure(30), handshake_failure(40), no_certificate(41), bad_certificate(42),
  unsupported_certificate(43), certificate_revoked(44), certificate_expired(45), certificate_unknown(46),
  illegal_parameter(47), unknown_ca(48), access_denied(49), decode_error(50), decrypt_error(51),
  too_many_cids_requested(52), export_restriction(60), protocol_version(70), insufficient_security(71),
  internal_error(80), inappropriate_fallback(86), user_canceled(90), no_renegotiation(100),
  missing_extension(109), unsupported_extension(110), certificate_unobtainable(111), unrecognized_name(112),
  bad_certificate_status_response(113), bad_certificate_hash_value(114), unknown_psk_identity(115),
  certificate_required(116), no_application_protocol(120), ech_required(121), (255)
} AlertDescription;
struct { AlertLevel level; AlertDescription description; } Alert;

// RFC 8446 4 and B.3; RFC 5246 7.4; RFC 5077 3.3; RFC 6066 5 and 8; RFC 8879 4
enum {
  hello_request(0), client_hello(1), server_hello(2), new_session_ticket(4), end_of_early_data(5),
  encrypted_extensions(8), certificate(11), server_key_exchange(12), certificate_request(13),
  server_hello_done(14), certificate_verify(15), client_key_exchange(16), finished(20), certificate_url(21),
  certificate_status(22), key_update(24), compressed_certificate(25), next_protocol(67), message_hash(254), (255)
} HandshakeType;

// RFC 8446 4.2 and the IANA registry "TLS ExtensionType Values"
enum {
  server_name(0), max_fragment_length(1), client_certificate_url(2), trusted_ca_keys(3), truncated_hmac(4),
  status_request(5), user_mapping(6), supported_groups(10), ec_point_formats(11), srp(12),
  signature_algorithms(13), use_srtp(14), heartbeat(15), application_layer_protocol_negotiation(16),
  status_request_v2(17), signed_certificate_timestamp(18), client_certificate_type(19),
  server_certificate_type(20), padding(21), encrypt_then_mac(22), extended_master_secret(23), token_binding(24),
  compress_certificate(27), record_size_limit(28), delegated_credential(34), session_ticket(35),
  pre_shared_key(41), early_data(42), supported_versions(43), cookie(44), psk_key_exchange_modes(45),
  certificate_authorities(47), oid_filters(48), post_handshake_auth(49), signature_algorithms_cert(50),
  key_share(51), connection_id(54), quic_transport_parameters(57), next_protocol_negotiation(13172),
  application_settings(17513), encrypted_client_hello(65037), renegotiation_info(65281), (65535)
} ExtensionType;

// RFC 8446 4.1.2
enum { ssl30(0x0300), tls10(0x0301), tls11(0x0302), tls12(0x0303), tls13(0x0304), (65535) } ProtocolVersion;

// RFC 8446 B.4; RFC 5246 A.5; RFC 5288, 5289, 5487, 5489, 6655, 7905; RFC 5746 3.3; RFC 7507 2
enum {
  TLS_NULL_WITH_NULL_NULL(0x0000), TLS_RSA_WITH_NULL_MD5(0x0001), TLS_RSA_WITH_NULL_SHA(0x0002),
  TLS_RSA_WITH_RC4_128_MD5(0x0004), TLS_RSA_WITH_RC4_128_SHA(0x0005), TLS_RSA_WITH_3DES_EDE_CBC_SHA(0x000A),
  TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA(0x0016), TLS_RSA_WITH_AES_128_CBC_SHA(0x002F),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA(0x0033), TLS_RSA_WITH_AES_256_CBC_SHA(0x0035),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA(0x0039), TLS_RSA_WITH_NULL_SHA256(0x003B),
  TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C), TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA256(0x0067), TLS_DHE_RSA_WITH_AES_256_CBC_SHA256(0x006B),
  TLS_PSK_WITH_AES_128_CBC_SHA(0x008C), TLS_PSK_WITH_AES_256_CBC_SHA(0x008D),
  TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C), TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D),
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(0x009E), TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(0x009F),
  TLS_PSK_WITH_AES_128_GCM_SHA256(0x00A8), TLS_PSK_WITH_AES_256_GCM_SHA384(0x00A9),
  TLS_EMPTY_RENEGOTIATION_INFO_SCSV(0x00FF),
  TLS_AES_128_GCM_SHA256(0x1301), TLS_AES_256_GCM_SHA384(0x1302), TLS_CHACHA20_POLY1305_SHA256(0x1303),
  TLS_AES_128_CCM_SHA256(0x1304), TLS_AES_128_CCM_8_SHA256(0x1305), TLS_FALLBACK_SCSV(0x5600),
  TLS_ECDHE_ECDSA_WITH_NULL_SHA(0xC006), TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA(0xC008),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xC009), TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xC00A),
  TLS_ECDHE_RSA_WITH_NULL_SHA(0xC010), TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA(0xC012),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xC013), TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xC014),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xC023), TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xC024),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027), TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028),
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B), TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C),
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F), TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030),
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA(0xC035), TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA(0xC036),
  TLS_RSA_WITH_AES_128_CCM(0xC09C), TLS_RSA_WITH_AES_256_CCM(0xC09D), TLS_DHE_RSA_WITH_AES_128_CCM(0xC09E),
  TLS_DHE_RSA_WITH_AES_256_CCM(0xC09F), TLS_RSA_WITH_AES_128_CCM_8(0xC0A0), TLS_RSA_WITH_AES_256_CCM_8(0xC0A1),
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM(0xC0AC), TLS_ECDHE_ECDSA_WITH_AES_256_CCM(0xC0AD),
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8(0xC0AE), TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8(0xC0AF),
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA8), TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA9),
  TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCAA), TLS_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAB),
  TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAC), TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAD),
  (65535)
} CipherSuite;

// RFC 8446 4.2.7; RFC 8422 5.1.1; RFC 7027 2; draft-ietf-tls-ecdhe-mlkem
enum {
  sect233k1(6), sect233r1(7), sect283k1(9), sect283r1(10), sect409k1(11), sect409r1(12), sect571k1(13),
  sect571r1(14), secp192r1(19), secp224r1(21), secp256k1(22), secp256r1(23), secp384r1(24), secp521r1(25),
  brainpoolP256r1(26), brainpoolP384r1(27), brainpoolP512r1(28), x25519(29), x448(30), ffdhe2048(256),
  ffdhe3072(257), ffdhe4096(258), ffdhe6144(259), ffdhe8192(260), SecP256r1MLKEM768(4587), X25519MLKEM768(4588),
  SecP384r1MLKEM1024(4589), CECPQ2(16696), X25519Kyber768Draft00(25497), (65535)
} NamedGroup;

// RFC 8446 4.2.3; those below TLS 1.3 as pairs of hash and signature, RFC 5246 7.4.1.4.1
enum {
  rsa_pkcs1_md5(0x0101), rsa_pkcs1_sha1(0x0201), dsa_sha1(0x0202), ecdsa_sha1(0x0203), rsa_pkcs1_sha224(0x0301),
  dsa_sha224(0x0302), ecdsa_sha224(0x0303), rsa_pkcs1_sha256(0x0401), dsa_sha256(0x0402),
  ecdsa_secp256r1_sha256(0x0403), rsa_pkcs1_sha384(0x0501), dsa_sha384(0x0502), ecdsa_secp384r1_sha384(0x0503),
  rsa_pkcs1_sha512(0x0601), dsa_sha512(0x0602), ecdsa_secp521r1_sha512(0x0603), rsa_pss_rsae_sha256(0x0804),
  rsa_pss_rsae_sha384(0x0805), rsa_pss_rsae_sha512(0x0806), ed25519(0x0807), ed448(0x0808),
  rsa_pss_pss_sha256(0x0809), rsa_pss_pss_sha384(0x080A), rsa_pss_pss_sha512(0x080B), (65535)
} SignatureScheme;

enum { null(0), deflate(1), (255) } CompressionMethod;                                    // RFC 3749 2
enum { host_name(0), (255) } NameType;                                                    // RFC 6066 3
enum { ocsp(1), ocsp_multi(2), (255) } CertificateStatusType;                             // RFC 6066 8, RFC 6961 2.2
enum { uncompressed(0), ansiX962_compressed_prime(1), ansiX962_compressed_char2(2), (255) } ECPointFormat;
enum { explicit_prime(1), explicit_char2(2), named_curve(3), (255) } ECCurveType;         // RFC 8422 5.4
enum { rsa_sign(1), dss_sign(2), rsa_fixed_dh(3), dss_fixed_dh(4), ecdsa_sign(64), (255) } ClientCertificateType;
enum { psk_ke(0), psk_dhe_ke(1), (255) } PskKeyExchangeMode;                              // RFC 8446 4.2.9
enum { update_not_requested(0), update_requested(1), (255) } KeyUpdateRequest;            // RFC 8446 4.6.3
enum { peer_allowed_to_send(1), peer_not_allowed_to_send(2), (255) } HeartbeatMode;       // RFC 6520 2
enum { bytes512(1), bytes1024(2), bytes2048(3), bytes4096(4), (255) } MaxFragmentLength;  // RFC 6066 4
enum { zlib(1), brotli(2), zstd(3), (65535) } CertificateCompressionAlgorithm;            // RFC 8879 7.3
enum { X509(0), OpenPGP(1), RawPublicKey(2), (255) } CertificateType;                     // RFC 7250 6
)";

constexpr std::string_view kExtensions = R"(
// RFC 8446 4.2
struct { ExtensionType extension_type; opaque extension_data<0..2^16-1>; } Extension;
struct { } Empty;

struct { NameType name_type; opaque host_name<1..2^16-1>; } ServerName;                   // RFC 6066 3
struct { ServerName server_name_list<1..2^16-1>; } ServerNameList;
extension server_name { client_hello: ServerNameList; any: Empty; }

struct { MaxFragmentLength max_fragment_length; } MaxFragment;                            // RFC 6066 4
extension max_fragment_length { any: MaxFragment; }

opaque ResponderID<1..2^16-1>;                                                            // RFC 6066 8
struct {
  CertificateStatusType status_type = 1;
  ResponderID responder_id_list<0..2^16-1>;
  opaque request_extensions<0..2^16-1>;
} CertificateStatusRequest;
struct { CertificateStatusType status_type; opaque response<1..2^24-1>; } CertificateStatus;
extension status_request {
  client_hello: CertificateStatusRequest; certificate_request: CertificateStatusRequest;  // RFC 8446 4.4.2.1
  certificate: CertificateStatus; any: Empty;
}

struct { NamedGroup named_group_list<2..2^16-1>; } NamedGroupList;                        // RFC 8446 4.2.7
extension supported_groups { any: NamedGroupList; }
struct { ECPointFormat ec_point_format_list<1..2^8-1>; } ECPointFormatList;               // RFC 8422 5.1.2
extension ec_point_formats { any: ECPointFormatList; }

struct { SignatureScheme supported_signature_algorithms<2..2^16-2>; } SignatureSchemeList;  // RFC 8446 4.2.3
extension signature_algorithms { any: SignatureSchemeList; }
extension signature_algorithms_cert { any: SignatureSchemeList; }
extension delegated_credential { client_hello: SignatureSchemeList; }                     // RFC 9345 4.1.1

struct { HeartbeatMode mode; } HeartbeatExtension;                                        // RFC 6520 2
extension heartbeat { any: HeartbeatExtension; }

opaque ProtocolName<1..2^8-1>;                                                            // RFC 7301 3.1
struct { ProtocolName protocol_name_list<2..2^16-1>; } ProtocolNameList;
extension application_layer_protocol_negotiation { any: ProtocolNameList; }
extension application_settings { client_hello: ProtocolNameList; }

opaque SerializedSCT<1..2^16-1>;                                                          // RFC 6962 3.3
struct { SerializedSCT sct_list<1..2^16-1>; } SignedCertificateTimestampList;
extension signed_certificate_timestamp { client_hello: Empty; any: SignedCertificateTimestampList; }

struct { CertificateType client_certificate_types<1..2^8-1>; } ClientCertTypeList;        // RFC 7250 3
struct { CertificateType client_certificate_type; } ClientCertType;
extension client_certificate_type { client_hello: ClientCertTypeList; any: ClientCertType; }
struct { CertificateType server_certificate_types<1..2^8-1>; } ServerCertTypeList;
struct { CertificateType server_certificate_type; } ServerCertType;
extension server_certificate_type { client_hello: ServerCertTypeList; any: ServerCertType; }

extension encrypt_then_mac { any: Empty; }                                                // RFC 7366 2
extension extended_master_secret { any: Empty; }                                          // RFC 7627 5.1
extension post_handshake_auth { any: Empty; }                                             // RFC 8446 4.2.6
extension next_protocol_negotiation { client_hello: Empty; }

struct { CertificateCompressionAlgorithm algorithms<2..2^8-2>; } CertificateCompressionAlgorithms;
extension compress_certificate { any: CertificateCompressionAlgorithms; }                 // RFC 8879 3
struct { uint16 RecordSizeLimit; } RecordSize;                                            // RFC 8449 4
extension record_size_limit { any: RecordSize; }
struct { opaque ticket[*]; } SessionTicket;                                               // RFC 5077 3.2
extension session_ticket { any: SessionTicket; }
struct { opaque renegotiated_connection<0..255>; } RenegotiationInfo;                     // RFC 5746 3.2
extension renegotiation_info { any: RenegotiationInfo; }

struct { opaque identity<1..2^16-1>; uint32 obfuscated_ticket_age; } PskIdentity;         // RFC 8446 4.2.11
opaque PskBinderEntry<32..255>;
struct { PskIdentity identities<7..2^16-1>; PskBinderEntry binders<33..2^16-1>; } OfferedPsks;
struct { uint16 selected_identity; } SelectedPsk;
extension pre_shared_key { client_hello: OfferedPsks; server_hello: SelectedPsk; }
struct { uint32 max_early_data_size; } EarlyDataSize;                                     // RFC 8446 4.2.10
extension early_data { new_session_ticket: EarlyDataSize; any: Empty; }
struct { ProtocolVersion versions<2..254>; } ClientVersions;                              // RFC 8446 4.2.1
struct { ProtocolVersion selected_version; } ServerVersion;
extension supported_versions { client_hello: ClientVersions; any: ServerVersion; }
struct { opaque cookie<1..2^16-1>; } Cookie;                                              // RFC 8446 4.2.2
extension cookie { any: Cookie; }
struct { PskKeyExchangeMode ke_modes<1..255>; } PskKeyExchangeModes;                      // RFC 8446 4.2.9
extension psk_key_exchange_modes { any: PskKeyExchangeModes; }
opaque DistinguishedName<1..2^16-1>;                                                      // RFC 8446 4.2.4
struct { DistinguishedName authorities<3..2^16-1>; } CertificateAuthoritiesExtension;
extension certificate_authorities { any: CertificateAuthoritiesExtension; }
struct {                                                                                  // RFC 8446 4.2.5
  opaque certificate_extension_oid<1..2^8-1>;
  opaque certificate_extension_values<0..2^16-1>;
} OIDFilter;
struct { OIDFilter filters<0..2^16-1>; } OIDFilterExtension;
extension oid_filters { any: OIDFilterExtension; }

struct { NamedGroup group; opaque key_exchange<1..2^16-1>; } KeyShareEntry;               // RFC 8446 4.2.8
struct { KeyShareEntry client_shares<0..2^16-1>; } KeyShareClientHello;
struct { NamedGroup selected_group; } KeyShareHelloRetryRequest;
struct { KeyShareEntry server_share; } KeyShareServerHello;
extension key_share {
  client_hello: KeyShareClientHello; hello_retry_request: KeyShareHelloRetryRequest; server_hello: KeyShareServerHello;
}
)";

constexpr std::string_view kMessages = R"(
struct { } HelloRequest;                                                                  // RFC 5246 7.4.1.1
message hello_request { any: HelloRequest; }

struct {                                                                                  // RFC 8446 4.1.2
  ProtocolVersion legacy_version;
  opaque random[32];
  opaque legacy_session_id<0..32>;
  CipherSuite cipher_suites<2..2^16-2>;
  CompressionMethod legacy_compression_methods<1..2^8-1>;
  optional Extension extensions<8..2^16-1>;                                               // RFC 5246 7.4.1.2
} ClientHello;
message client_hello { any: ClientHello; }

struct {                                                                                  // RFC 8446 4.1.3
  ProtocolVersion legacy_version;
  opaque random[32];
  opaque legacy_session_id_echo<0..32>;
  CipherSuite cipher_suite;
  CompressionMethod legacy_compression_method;
  optional Extension extensions<6..2^16-1>;
} ServerHello;
message server_hello { any: ServerHello; }
message hello_retry_request(2) { any: ServerHello; }                                      // RFC 8446 4.1.4

struct {                                                                                  // RFC 8446 4.6.1
  uint32 ticket_lifetime;
  uint32 ticket_age_add;
  opaque ticket_nonce<0..255>;
  opaque ticket<1..2^16-1>;
  Extension extensions<0..2^16-2>;
} NewSessionTicket;
struct { uint32 ticket_lifetime_hint; opaque ticket<0..2^16-1>; } NewSessionTicket12;     // RFC 5077 3.3
message new_session_ticket { tls13: NewSessionTicket; any: NewSessionTicket12; }

message end_of_early_data { any: Empty; }                                                 // RFC 8446 4.5
struct { Extension extensions<0..2^16-1>; } EncryptedExtensions;                          // RFC 8446 4.3.1
message encrypted_extensions { any: EncryptedExtensions; }

struct { opaque cert_data<1..2^24-1>; Extension extensions<0..2^16-1>; } CertificateEntry;  // RFC 8446 4.4.2
struct { opaque certificate_request_context<0..2^8-1>; CertificateEntry certificate_list<0..2^24-1>; } Certificate;
opaque ASN1Cert<1..2^24-1>;                                                               // RFC 5246 7.4.2
struct { ASN1Cert certificate_list<0..2^24-1>; } Certificate12;
message certificate { tls13: Certificate; any: Certificate12; }
struct {                                                                                  // RFC 8879 4
  CertificateCompressionAlgorithm algorithm;
  uint24 uncompressed_length;
  opaque compressed_certificate_message<1..2^24-1>;
} CompressedCertificate;
message compressed_certificate { any: CompressedCertificate; }
message certificate_status { any: CertificateStatus; }                                    // RFC 6066 8

struct { opaque certificate_request_context<0..2^8-1>; Extension extensions<2..2^16-1>; } CertificateRequest;
struct {                                                                                  // RFC 5246 7.4.4
  ClientCertificateType certificate_types<1..2^8-1>;
  SignatureScheme supported_signature_algorithms<2..2^16-2>;
  DistinguishedName certificate_authorities<0..2^16-1>;
} CertificateRequest12;
struct {                                                                                  // RFC 4346 7.4.4
  ClientCertificateType certificate_types<1..2^8-1>;
  DistinguishedName certificate_authorities<0..2^16-1>;
} CertificateRequest10;
message certificate_request { tls13: CertificateRequest; tls12: CertificateRequest12; tls10: CertificateRequest10; }

struct {                                                                                  // RFC 8422 5.4
  ECCurveType curve_type = 3;
  NamedGroup namedcurve;
  opaque public<1..2^8-1>;
  optional SignatureScheme algorithm;
  optional opaque signature<0..2^16-1>;
} ServerECDHE12;
struct {
  ECCurveType curve_type = 3;
  NamedGroup namedcurve;
  opaque public<1..2^8-1>;
  optional opaque signature<0..2^16-1>;
} ServerECDHE10;
struct {                                                                                  // RFC 5246 7.4.3
  opaque dh_p<1..2^16-1>;
  opaque dh_g<1..2^16-1>;
  opaque dh_Ys<1..2^16-1>;
  optional SignatureScheme algorithm;
  optional opaque signature<0..2^16-1>;
} ServerDHE12;
struct {
  opaque dh_p<1..2^16-1>;
  opaque dh_g<1..2^16-1>;
  opaque dh_Ys<1..2^16-1>;
  optional opaque signature<0..2^16-1>;
} ServerDHE10;
message server_key_exchange {
  tls12.ecdhe: ServerECDHE12; tls10.ecdhe: ServerECDHE10; tls12.dhe: ServerDHE12; tls10.dhe: ServerDHE10;
}
struct { } ServerHelloDone;                                                               // RFC 5246 7.4.5
message server_hello_done { any: ServerHelloDone; }

struct { opaque ecdh_Yc<1..2^8-1>; } ClientECDHE;                                         // RFC 8422 5.7
struct { opaque dh_Yc<1..2^16-1>; } ClientDHE;                                            // RFC 5246 7.4.7.2
struct { opaque encrypted_pre_master_secret<0..2^16-1>; } ClientRSA;                      // RFC 5246 7.4.7.1
message client_key_exchange { ecdhe: ClientECDHE; dhe: ClientDHE; rsa: ClientRSA; }

struct { SignatureScheme algorithm; opaque signature<0..2^16-1>; } CertificateVerify;     // RFC 8446 4.4.3
struct { opaque signature<0..2^16-1>; } CertificateVerify10;                              // RFC 4346 7.4.8
message certificate_verify { tls10: CertificateVerify10; any: CertificateVerify; }
struct { opaque verify_data[*]; } Finished;                                               // RFC 8446 4.4.4
message finished { any: Finished; }
struct { KeyUpdateRequest request_update; } KeyUpdate;                                    // RFC 8446 4.6.3
message key_update { any: KeyUpdate; }
// draft-agl-tls-nextprotoneg-04 3
struct { opaque selected_protocol<0..255>; opaque padding<0..255>; } NextProtocol;
message next_protocol { any: NextProtocol; }
)";

}  // namespace

const Grammar& tls() {
  static const Grammar grammar(std::string(kNumbers) + std::string(kExtensions) +
                               std::string(kMessages));
  return grammar;
}

}  // namespace parallax::wire
