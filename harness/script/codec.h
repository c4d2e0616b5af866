// What the encoder and the decoder share: the numbers of the binary form (docs/language.md).
//
// A number here never changes its meaning. Tables grow at their ends only; a canonical encoding
// holds an index into a table as it is, so it keeps its meaning when the table grows.
#ifndef PARALLAX_HARNESS_SCRIPT_CODEC_H_
#define PARALLAX_HARNESS_SCRIPT_CODEC_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace parallax::codec {

inline constexpr std::size_t kMostSteps = 4096;  // of a decoded script, so that its time is bounded
inline constexpr int kMostBlocks = 4;            // reactions within reactions, as the parser has it

inline constexpr std::uint8_t kHasExpected = 0x80;  // in a step's first octet; the rest is its tag

// First octets from here on mean: what follows is written out.
inline constexpr std::uint8_t kLiteral = 0xF0;
inline constexpr std::uint8_t kLiteralPath = 0xC0;
inline constexpr std::uint8_t kLiteralCounts = 0x80;

// Integers: 0 to 0x7F themselves; then a table of edge values; then a varint; then decimal digits.
inline constexpr std::uint8_t kEdge = 0x80;
inline constexpr std::uint8_t kVarint = 0xC0;
inline constexpr std::uint8_t kDigits = 0xE0;
inline constexpr std::array<std::int64_t, 24> kEdges = {
    -1,         255,        256,         1023,        1024,       1025,       16383,     16384,
    16385,      16389,      16406,       17000,       32767,      32768,      65535,     65536,
    2147483647, 2147483648, -2147483648, -2147483649, 4294967296, 1073741824, INT64_MAX, INT64_MIN};

// Values, by their first octet modulo 16.
enum ValueTag : std::uint8_t {
  kNone = 0,
  kFalse = 1,
  kTrue = 2,
  kInteger = 3,
  kReal = 4,
  kText = 5,
  kBytes = 6,
  kName = 7,
  kList = 8,
  kTuple = 9,
  kDict = 10,
  kCall = 11,
  kHandle = 12,
  kDigest = 13,
  kFill = 14,        // decoded only: a short run of one octet
  kSmallBytes = 15,  // decoded only: up to 7 octets
};
inline constexpr std::uint8_t kValueTags = 16;

// Expected outcomes, by their first octet modulo 8.
enum ExpectedTag : std::uint8_t {
  kOkAny = 0,
  kOkValue = 1,
  kRaised = 2,
  kUnsupportedAny = 3,
  kUnsupported = 4,
  kCrash = 5,
  kHang = 6,
  kOutOfMemory = 7,
};
inline constexpr std::uint8_t kExpectedTags = 8;

// Fields of an exception that follow, a bit each.
inline constexpr unsigned kErrno = 1;
inline constexpr unsigned kLibrary = 2;
inline constexpr unsigned kReason = 4;
inline constexpr unsigned kMessage = 8;
inline constexpr unsigned kVerifyCode = 16;
inline constexpr unsigned kVerifyMessage = 32;

}  // namespace parallax::codec

#endif  // PARALLAX_HARNESS_SCRIPT_CODEC_H_
