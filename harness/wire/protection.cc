#include "harness/wire/protection.h"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/exceptn.h>
#include <fmt/format.h>

namespace parallax::wire {
namespace {

constexpr std::size_t kBlock = 16;         // AES
constexpr std::size_t kExplicitNonce = 8;  // RFC 5288 3

std::string big_endian(std::uint64_t value, std::size_t width) {
  std::string out(width, '\0');
  for (std::size_t i = width; i-- > 0; value >>= 8) out[i] = static_cast<char>(value & 0xFF);
  return out;
}

std::size_t tag_size(const CipherSuite& suite) { return suite.bulk == Bulk::kCcm8 ? 8 : 16; }

std::string mode_name(const CipherSuite& suite) {
  switch (suite.bulk) {
    case Bulk::kGcm:
      return fmt::format("AES-{}/GCM", suite.key_size * 8);
    case Bulk::kCcm:
    case Bulk::kCcm8:
      return fmt::format("AES-{}/CCM({},3)", suite.key_size * 8, tag_size(suite));
    case Bulk::kChaCha20:
      return "ChaCha20Poly1305";
    case Bulk::kCbc:
      return fmt::format("AES-{}/CBC/NoPadding", suite.key_size * 8);
  }
  return "";
}

std::unique_ptr<Botan::Cipher_Mode> make_mode(const CipherSuite& suite, std::string_view key,
                                              Protection::Way way) {
  const auto direction = way == Protection::Way::kSeal ? Botan::ENCRYPTION : Botan::DECRYPTION;
  std::unique_ptr<Botan::Cipher_Mode> mode;
  if (suite.aead()) {
    mode = Botan::AEAD_Mode::create_or_throw(mode_name(suite), direction);
  } else {
    mode = Botan::Cipher_Mode::create_or_throw(mode_name(suite), direction);
  }
  std::string fitted(key);
  fitted.resize(suite.key_size);
  mode->set_key(reinterpret_cast<const std::uint8_t*>(fitted.data()), fitted.size());
  return mode;
}

const std::uint8_t* octets_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// One message through a mode. False when its tag is wrong.
bool transform(Botan::Cipher_Mode& mode, std::string_view nonce, std::string_view in,
               std::string* out) {
  try {
    Botan::secure_vector<std::uint8_t> buffer(octets_of(in), octets_of(in) + in.size());
    mode.start(octets_of(nonce), nonce.size());
    mode.finish(buffer);
    out->assign(buffer.begin(), buffer.end());
    return true;
  } catch (const Botan::Exception&) {  // a wrong tag is an exception of Botan's
    mode.reset();
    return false;
  }
}

}  // namespace

Protection::Protection(const CipherSuite& suite, std::string_view key, Way way)
    : suite_(&suite), mode_(make_mode(suite, key, way)) {}
Protection::Protection(Protection&&) noexcept = default;
Protection& Protection::operator=(Protection&&) noexcept = default;
Protection::~Protection() = default;

Protection Protection::tls13(const CipherSuite& suite, std::string_view traffic_secret, Way way) {
  TrafficKeys keys = traffic_keys(suite, traffic_secret);
  Protection protection(suite, keys.key, way);
  protection.tls13_ = true;
  protection.iv_ = std::move(keys.iv);
  return protection;
}

Protection Protection::tls12(const CipherSuite& suite, const DirectionKeys& keys,
                             bool encrypt_then_mac, Way way) {
  Protection protection(suite, keys.key, way);
  protection.encrypt_then_mac_ = encrypt_then_mac && !suite.aead();
  protection.iv_ = keys.iv;
  protection.mac_key_ = keys.mac;
  return protection;
}

std::size_t Protection::overhead() const {
  if (tls13_) return tag_size(*suite_) + 1;
  if (suite_->bulk == Bulk::kChaCha20) return tag_size(*suite_);
  if (suite_->aead()) return kExplicitNonce + tag_size(*suite_);
  return kBlock + digest_size(suite_->mac) + kBlock;
}

// TLS 1.3 and ChaCha20: the IV exclusive-or the sequence number. GCM and CCM of TLS 1.2: the IV, then
// what the record says.
std::string Protection::nonce(std::string_view explicit_part) const {
  if (!tls13_ && suite_->bulk != Bulk::kChaCha20) return iv_ + std::string(explicit_part);
  std::string out = iv_;
  const std::string number = big_endian(sequence_, 8);
  for (std::size_t i = 0; i < number.size(); ++i) {
    char& octet = out[out.size() - number.size() + i];
    octet = static_cast<char>(octet ^ number[i]);
  }
  return out;
}

std::string Protection::additional(std::uint8_t type, std::uint16_t version,
                                   std::size_t length) const {
  std::string out = tls13_ ? std::string() : big_endian(sequence_, 8);
  out += static_cast<char>(type);
  out += big_endian(version, 2);
  out += big_endian(length, 2);
  return out;
}

std::string Protection::mac(std::uint8_t type, std::uint16_t version,
                            std::string_view octets) const {
  std::string input = additional(type, version, octets.size());
  input += octets;
  return hmac(suite_->mac, mac_key_, input);
}

std::string Protection::seal(const Seal& how, std::string_view content) {
  if (!suite_->aead()) return seal_cbc(how, content);
  auto& aead = static_cast<Botan::AEAD_Mode&>(*mode_);
  std::string explicit_part, plain(content), out;
  std::uint8_t type = how.type;
  std::size_t length = plain.size();
  if (tls13_) {
    plain += static_cast<char>(how.type);
    plain.append(how.padding, '\0');
    type = how.outer_type;
    length = plain.size() + tag_size(*suite_);
  } else if (suite_->bulk != Bulk::kChaCha20) {
    explicit_part = big_endian(sequence_, kExplicitNonce);
  }
  const std::string data = additional(type, how.version, length);
  aead.set_associated_data(octets_of(data), data.size());
  transform(aead, nonce(explicit_part), plain, &out);
  ++sequence_;
  return explicit_part + out;
}

tl::expected<Opened, OpenError> Protection::open(std::uint8_t type, std::uint16_t version,
                                                 std::string_view fragment) {
  if (!suite_->aead()) return open_cbc(type, version, fragment);
  auto& aead = static_cast<Botan::AEAD_Mode&>(*mode_);
  const std::size_t explicit_size = tls13_ || suite_->bulk == Bulk::kChaCha20 ? 0 : kExplicitNonce;
  if (fragment.size() < explicit_size + tag_size(*suite_)) return tl::unexpected(OpenError::kShort);
  const std::string_view explicit_part = fragment.substr(0, explicit_size);
  fragment.remove_prefix(explicit_size);
  const std::string data =
      additional(type, version, tls13_ ? fragment.size() : fragment.size() - tag_size(*suite_));
  aead.set_associated_data(octets_of(data), data.size());
  Opened opened{type, {}, 0};
  if (!transform(aead, nonce(explicit_part), fragment, &opened.content))
    return tl::unexpected(OpenError::kTag);
  ++sequence_;
  if (!tls13_) return opened;
  const std::size_t last = opened.content.find_last_not_of('\0');
  if (last == std::string::npos) return tl::unexpected(OpenError::kNoType);
  opened.padding = opened.content.size() - last - 1;
  opened.type = static_cast<std::uint8_t>(opened.content[last]);
  opened.content.resize(last);
  return opened;
}

// RFC 5246 6.2.3.2: IV, then content, MAC and padding encrypted; RFC 7366: the MAC last, over all.
std::string Protection::seal_cbc(const Seal& how, std::string_view content) {
  std::string iv(how.random.substr(0, kBlock));
  iv.resize(kBlock);
  std::string plain(content);
  if (!encrypt_then_mac_) plain += mac(how.type, how.version, content);
  constexpr std::size_t kMostBlocks = 15;  // padding_length is one octet
  std::size_t padding = kBlock - plain.size() % kBlock;
  padding += std::min(how.padding, kMostBlocks - 1) * kBlock;
  plain.append(padding, static_cast<char>(padding - 1));
  std::string out;
  transform(*mode_, iv, plain, &out);
  out = iv + out;
  if (encrypt_then_mac_) out += mac(how.type, how.version, out);
  ++sequence_;
  return out;
}

tl::expected<Opened, OpenError> Protection::open_cbc(std::uint8_t type, std::uint16_t version,
                                                     std::string_view fragment) {
  const std::size_t mac_size = digest_size(suite_->mac);
  if (encrypt_then_mac_) {
    if (fragment.size() < mac_size) return tl::unexpected(OpenError::kShort);
    const std::string_view tag = fragment.substr(fragment.size() - mac_size);
    fragment.remove_suffix(mac_size);
    if (mac(type, version, fragment) != tag) return tl::unexpected(OpenError::kTag);
  }
  if (fragment.size() < 2 * kBlock || fragment.size() % kBlock != 0)
    return tl::unexpected(OpenError::kShort);
  Opened opened{type, {}, 0};
  std::string& plain = opened.content;
  if (!transform(*mode_, fragment.substr(0, kBlock), fragment.substr(kBlock), &plain))
    return tl::unexpected(OpenError::kTag);
  opened.padding = std::size_t{static_cast<std::uint8_t>(plain.back())} + 1;
  const std::size_t rest = encrypt_then_mac_ ? 0 : mac_size;
  if (plain.size() < opened.padding + rest) return tl::unexpected(OpenError::kTag);
  const std::string_view filling = std::string_view(plain).substr(plain.size() - opened.padding);
  if (filling.find_first_not_of(plain.back()) != std::string_view::npos)
    return tl::unexpected(OpenError::kTag);
  plain.resize(plain.size() - opened.padding);
  if (!encrypt_then_mac_) {
    const std::string tag = plain.substr(plain.size() - mac_size);
    plain.resize(plain.size() - mac_size);
    if (mac(type, version, plain) != tag) return tl::unexpected(OpenError::kTag);
  }
  ++sequence_;
  return opened;
}

}  // namespace parallax::wire
