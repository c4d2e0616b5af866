// Messages: numbers of TLS that the puppet computes with, by their RFC names.
#ifndef PARALLAX_HARNESS_PUPPET_MESSAGES_H_
#define PARALLAX_HARNESS_PUPPET_MESSAGES_H_

#include <cstdint>
#include <string_view>

namespace parallax::puppet {

// HandshakeType: RFC 8446 4, RFC 5246 7.4, RFC 5077 3.3.
inline constexpr std::uint8_t kHelloRequest = 0, kClientHello = 1, kServerHello = 2,
                              kNewSessionTicket = 4, kEndOfEarlyData = 5, kEncryptedExtensions = 8,
                              kCertificate = 11, kServerKeyExchange = 12, kCertificateRequest = 13,
                              kServerHelloDone = 14, kCertificateVerify = 15,
                              kClientKeyExchange = 16, kFinished = 20, kCertificateStatus = 22,
                              kKeyUpdate = 24, kMessageHash = 254;
// Not a HandshakeType: a ServerHello that is a HelloRetryRequest, in plans and scripts alone.
inline constexpr std::uint8_t kHelloRetryRequest = 6;

// ContentType: RFC 8446 5.1.
inline constexpr std::uint8_t kTypeCcs = 20, kTypeAlert = 21, kTypeHandshake = 22, kTypeData = 23;

// ExtensionType: RFC 8446 4.2 and the RFC named.
inline constexpr std::uint16_t kServerName = 0, kSupportedGroups = 10, kPointFormats = 11,
                               kSignatureAlgorithms = 13, kAlpn = 16, kEncryptThenMac = 22,
                               kExtendedMasterSecret = 23, kRecordSizeLimit = 28,
                               kSessionTicket = 35, kPreSharedKey = 41, kEarlyData = 42,
                               kSupportedVersions = 43, kCookie = 44, kPskModes = 45,
                               kPostHandshakeAuth = 49, kKeyShare = 51, kRenegotiationInfo = 0xFF01;

// AlertDescription: RFC 8446 6.
inline constexpr std::uint8_t kCloseNotify = 0, kUnexpectedMessage = 10, kBadRecordMac = 20,
                              kRecordOverflow = 22, kHandshakeFailure = 40, kBadCertificate = 42,
                              kIllegalParameter = 47, kDecodeError = 50, kDecryptError = 51,
                              kProtocolVersion = 70, kInternalError = 80, kMissingExtension = 109,
                              kUnsupportedExtension = 110, kCertificateRequired = 116,
                              kNoApplicationProtocol = 120;

// SHA-256 of "HelloRetryRequest": RFC 8446 4.1.3.
inline constexpr std::string_view kRetryRandom{
    "\xCF\x21\xAD\x74\xE5\x9A\x61\x11\xBE\x1D\x8C\x02\x1E\x65\xB8\x91"
    "\xC2\xA2\x11\x16\x7A\xBB\x8C\x5E\x07\x9E\x09\xE2\xC8\xA8\x33\x9C",
    32};
// The end of a TLS 1.2 ServerHello's random that a TLS 1.3 server gives: RFC 8446 4.1.3.
inline constexpr std::string_view kDowngrade12{"DOWNGRD\x01", 8};

}  // namespace parallax::puppet

#endif  // PARALLAX_HARNESS_PUPPET_MESSAGES_H_
