// Negotiate: what a server answers, and with which of its keys.
#include <algorithm>

#include "harness/puppet/connection.h"

namespace parallax::puppet {
namespace {

bool contains(const std::vector<std::uint16_t>& all, std::uint16_t one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// The numbers of a vector of that width of length.
std::vector<std::uint16_t> numbers(std::string_view octets, std::size_t width) {
  std::vector<std::uint16_t> out;
  Reader reader(Reader(octets).vector(width));
  while (reader.ok() && !reader.empty()) {
    const std::uint16_t number = reader.uint16();
    if (reader.ok()) out.push_back(number);
  }
  return out;
}

}  // namespace

void Connection::answer_client_hello() {
  std::uint16_t version = 0;
  if (const auto it = offered_.find(kSupportedVersions); it != offered_.end()) {
    for (const std::uint16_t offer : numbers(it->second, 1)) {
      if (offer >= config_.lowest && offer <= config_.highest) version = std::max(version, offer);
    }
  } else {
    version = std::min({offered_version_, config_.highest, kTls12});
    if (version < config_.lowest) version = 0;
  }
  if (version == 0) return fail(kProtocolVersion, "no version in common");
  if (finished_ && version != version_)
    return fail(kProtocolVersion, "another version than before");
  version_ = version;
  if (const auto it = offered_.find(kSignatureAlgorithms); it != offered_.end())
    peer_schemes_ = numbers(it->second, 2);
  if (const auto it = offered_.find(kAlpn); it != offered_.end() && !config_.alpn.empty()) {
    Reader list(Reader(it->second).vector(2));
    std::vector<std::string> names;
    while (list.ok() && !list.empty()) names.emplace_back(list.vector(1));
    alpn_.clear();
    for (const std::string& own : config_.alpn) {
      if (alpn_.empty() && std::find(names.begin(), names.end(), own) != names.end()) alpn_ = own;
    }
    if (alpn_.empty()) return fail(kNoApplicationProtocol, "no ALPN protocol in common");
  }
  if (tls13()) return answer_13();
  answer_12();
}

void Connection::choose_credential() {
  credential_.reset();
  scheme_ = 0;
  for (const std::string& name : config_.certificates) {
    auto credential = wallet_->credential(name);
    if (!credential) {
      problem_ = credential.error();
      continue;
    }
    for (const std::uint16_t scheme : (*credential)->schemes) {
      const bool old = scheme < 0x0700 && (scheme & 0xFF) == 1;  // rsa_pkcs1: not in TLS 1.3
      if ((tls13() && old) || (!peer_schemes_.empty() && !contains(peer_schemes_, scheme)))
        continue;
      credential_ = *credential;
      scheme_ = scheme;
      return;
    }
  }
}

// The first of ours that the client offered and that the key fits.
const wire::CipherSuite* Connection::choose_suite() {
  for (const std::uint16_t id : config_.suites) {
    const wire::CipherSuite* suite = wire::find_suite(id);
    if (suite == nullptr || suite->tls13() != tls13() || !contains(offered_suites_, id)) continue;
    if (tls13()) {
      if (psk_ && wire::find_suite(psk_->suite)->hash != suite->hash) continue;
      return suite;
    }
    if (suite->exchange == wire::Exchange::kDheRsa || !credential_) continue;
    if ((suite->exchange == wire::Exchange::kEcdheEcdsa) == credential_->is_rsa()) continue;
    return suite;
  }
  return nullptr;
}

// RFC 8446 4.2.11: the first identity that is known and whose binder is right.
bool Connection::choose_psk(std::string_view extension) {
  Reader reader(extension);
  Reader identities(reader.vector(2));
  const std::size_t binders_size = reader.rest().size();
  Reader binders(reader.vector(2));
  if (!reader.done()) {
    fail(kDecodeError, "a pre_shared_key that does not parse");
    return false;
  }
  for (int index = 0; identities.ok() && !identities.empty(); ++index) {
    const std::string_view identity = identities.vector(2);
    identities.number(4);
    const std::string_view binder = binders.vector(1);
    const auto it = sessions_->find(identity);
    if (!identities.ok() || it == sessions_->end() || it->second->version != kTls13) continue;
    const wire::CipherSuite* suite = wire::find_suite(it->second->suite);
    if (suite == nullptr || !contains(offered_suites_, suite->id)) continue;
    const std::string early = wire::early_secret(suite->hash, it->second->secret);
    const std::string key =
        wire::derive_secret(suite->hash, early, it->second->external ? "ext binder" : "res binder",
                            wire::hash(suite->hash, ""));
    const std::string covered = transcript_.substr(0, transcript_.size() - binders_size);
    if (wire::finished_mac(suite->hash, key, wire::hash(suite->hash, covered)) != binder) {
      fail(kDecryptError, "a PSK binder that is wrong");
      return false;
    }
    psk_ = it->second;
    psk_index_ = index;
    return true;
  }
  return false;
}

void Connection::answer_13() {
  psk_.reset();
  if (finished_) return fail(kUnexpectedMessage, "a ClientHello in an established connection");
  if (const auto it = offered_.find(kPreSharedKey); it != offered_.end()) {
    const auto modes = offered_.find(kPskModes);
    const bool with_share = modes != offered_.end() &&
                            Reader(modes->second).vector(1).find('\x01') != std::string_view::npos;
    if (modes == offered_.end()) return fail(kMissingExtension, "pre_shared_key without its modes");
    resumed_ = with_share && choose_psk(it->second);
  }
  if (failed_) return;
  suite_ = choose_suite();
  if (suite_ == nullptr && psk_) {
    psk_.reset();
    resumed_ = false;
    suite_ = choose_suite();
  }
  if (suite_ == nullptr) return fail(kHandshakeFailure, "no cipher suite in common");
  if (!resumed_) {
    if (peer_schemes_.empty())
      return fail(kMissingExtension, "a client_hello without signature_algorithms");
    choose_credential();
    if (!credential_) return fail(kHandshakeFailure, "no certificate that the client can verify");
  }
  // The group: the first of ours of which there is a share, else of which there could be one.
  const auto groups = offered_.find(kSupportedGroups);
  const auto share = offered_.find(kKeyShare);
  if (groups == offered_.end() || share == offered_.end())
    return fail(kMissingExtension, "a client_hello without supported_groups or key_share");
  std::map<std::uint16_t, std::string> shares;
  Reader list(Reader(share->second).vector(2));
  while (list.ok() && !list.empty()) {
    const std::uint16_t group = list.uint16();
    shares.emplace(group, list.vector(2));
  }
  if (!list.ok()) return fail(kDecodeError, "a key_share that does not parse");
  early_offered_ = offered_.contains(kEarlyData);
  const auto offered_groups = numbers(groups->second, 2);
  group_ = 0;
  for (const std::uint16_t own : config_.groups) {
    if (group_ == 0 && shares.contains(own)) group_ = own;
  }
  if (group_ == 0) {
    for (const std::uint16_t own : config_.groups) {
      if (group_ == 0 && contains(offered_groups, own)) group_ = own;
    }
    if (group_ == 0) return fail(kHandshakeFailure, "no group in common");
    if (retried_) return fail(kIllegalParameter, "no key share of the group that was asked for");
    early_accepted_ = false;
    message_to_plan(kHelloRetryRequest);
    if (config_.middlebox && !offered_id_.empty()) ccs_to_plan();
    return expect({kClientHello});
  }
  shares_.clear();
  shares_.push_back(nullptr);  // made when the hello is: after its random
  peer_share_ = shares[group_];
  early_accepted_ = early_offered_ && resumed_ && config_.early_data && psk_index_ == 0 &&
                    !retried_ && psk_->max_early_data > 0 && psk_->suite == suite_->id;
  if (early_accepted_) enter_early_keys();
  certificate_asked_ = config_.request_certificate && !resumed_;
  message_to_plan(kServerHello);
  if (config_.middlebox && !offered_id_.empty() && !ccs_sent_) ccs_to_plan();
  epoch_to_plan(Epoch::kHandshake);
  message_to_plan(kEncryptedExtensions);
  if (certificate_asked_) message_to_plan(kCertificateRequest);
  if (!resumed_) {
    message_to_plan(kCertificate);
    message_to_plan(kCertificateVerify);
  }
  message_to_plan(kFinished);
  epoch_to_plan(Epoch::kApplication);
  if (early_accepted_) return expect({kEndOfEarlyData});
  if (certificate_asked_) return expect({kCertificate});
  expect({kFinished});
}

void Connection::answer_12() {
  psk_.reset();
  resumed_ = false;
  own_finished_ = peer_finished_ = false;
  const auto info = offered_.find(kRenegotiationInfo);
  secure_renegotiation_ = info != offered_.end() || contains(offered_suites_, 0x00FF);
  if (info != offered_.end() && Reader(info->second).vector(1) != peer_verify_)
    return fail(kHandshakeFailure, "renegotiation_info of another handshake");
  extended_ = config_.extended_master_secret && offered_.contains(kExtendedMasterSecret);
  choose_credential();
  suite_ = choose_suite();
  if (suite_ == nullptr) return fail(kHandshakeFailure, "no cipher suite in common");
  etm_ = config_.encrypt_then_mac && offered_.contains(kEncryptThenMac) && !suite_->aead();
  const auto ticket = offered_.find(kSessionTicket);
  ticket_promised_ = ticket != offered_.end() && config_.tickets > 0;
  auto known = sessions_->end();
  if (ticket != offered_.end() && !ticket->second.empty()) known = sessions_->find(ticket->second);
  if (known == sessions_->end() && !offered_id_.empty()) known = sessions_->find(offered_id_);
  if (known != sessions_->end() && known->second->version == kTls12 &&
      contains(offered_suites_, known->second->suite) &&
      known->second->extended_master_secret == extended_) {
    psk_ = known->second;
    suite_ = wire::find_suite(psk_->suite);
    etm_ = config_.encrypt_then_mac && offered_.contains(kEncryptThenMac) && !suite_->aead();
    resumed_ = true;
    session_id_ = offered_id_;
    message_to_plan(kServerHello);
    if (ticket_promised_) message_to_plan(kNewSessionTicket);
    ccs_to_plan();
    epoch_to_plan(Epoch::kApplication);
    message_to_plan(kFinished);
    return expect({});
  }
  session_id_ = config_.session_ids && !ticket_promised_ ? random(32) : std::string();
  if (suite_->exchange != wire::Exchange::kRsa) {
    group_ = 0;
    const auto groups = offered_.find(kSupportedGroups);
    for (const std::uint16_t own : config_.groups) {
      if (group_ == 0 && (groups == offered_.end() ? own == kSecp256r1
                                                   : contains(numbers(groups->second, 2), own)))
        group_ = own;
    }
    if (group_ == 0) return fail(kHandshakeFailure, "no group in common");
  }
  certificate_asked_ = config_.request_certificate;
  message_to_plan(kServerHello);
  message_to_plan(kCertificate);
  if (suite_->exchange != wire::Exchange::kRsa) message_to_plan(kServerKeyExchange);
  if (certificate_asked_) message_to_plan(kCertificateRequest);
  message_to_plan(kServerHelloDone);
  if (certificate_asked_) return expect({kCertificate});
  expect({kClientKeyExchange});
}

}  // namespace parallax::puppet
