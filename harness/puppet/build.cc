// Build: the body of each message, as the RFCs have it in the present state.
#include <algorithm>

#include "harness/puppet/connection.h"

namespace parallax::puppet {
namespace {

std::string numbers(const std::vector<std::uint16_t>& all) {
  Writer writer;
  for (const std::uint16_t one : all) writer.number(one, 2);
  return writer.take();
}

std::string protocols(const std::vector<std::string>& names) {
  Writer list;
  for (const std::string& name : names) list.vector(1, name);
  return Writer().vector(2, list.str()).take();
}

// A certificate's chain as a CertificateEntry list (TLS 1.3) or a list of ASN.1Cert (TLS 1.2).
std::string chain_of(const Credential* credential, bool tls13) {
  Writer list;
  if (credential != nullptr) {
    for (const std::string& certificate : credential->chain) {
      list.vector(3, certificate);
      if (tls13) list.vector(2, "");
    }
  }
  return Writer().vector(3, list.str()).take();
}

constexpr std::size_t kMasterSize = 48;

// Before a version is agreed, a message of two forms has that of the one version there can be.
bool form_13(const Connection& connection) {
  return connection.version() == 0 ? connection.config().lowest >= kTls13 : connection.tls13();
}

}  // namespace

std::string Connection::body_of(std::uint8_t type) {
  switch (type) {
    case kClientHello:
      return client_hello();
    case kServerHello:
      return server_hello();
    case kHelloRetryRequest:
      return retry_request();
    case kNewSessionTicket:
      return new_session_ticket();
    case kEncryptedExtensions:
      return encrypted_extensions();
    case kCertificate:
      return certificate();
    case kServerKeyExchange:
      return server_key_exchange();
    case kCertificateRequest:
      return certificate_request();
    case kCertificateVerify:
      return certificate_verify();
    case kClientKeyExchange:
      return client_key_exchange();
    case kFinished:
      return finished_body(server());
    case kKeyUpdate:
      return std::string(1, std::exchange(update_requested_, false) ? '\x01' : '\x00');
    default:
      return {};  // hello_request, server_hello_done, end_of_early_data
  }
}

std::string Connection::client_hello() {
  const bool offers_13 = config_.highest >= kTls13, offers_12 = config_.lowest <= kTls12;
  if (client_random_.empty() || finished_) client_random_ = random(32);
  const auto& session = config_.session;
  const bool resumes_12 = session && session->version == kTls12;
  if (!retried_) {
    offered_id_.clear();
    if (resumes_12 && !session->id.empty())
      offered_id_ = session->id;
    else if ((offers_13 && config_.middlebox) || resumes_12)
      offered_id_ = random(32);
  }
  if (shares_.empty() && offers_13) {
    for (const std::uint16_t group :
         retry_group_ != 0 ? std::vector{retry_group_} : config_.shares) {
      if (auto share = KeyShare::make(group, entropy_)) shares_.push_back(std::move(share));
    }
  }
  std::vector<std::uint16_t> suites;
  for (const std::uint16_t id : config_.suites) {
    const wire::CipherSuite* suite = wire::find_suite(id);
    if (suite == nullptr || (suite->tls13() ? offers_13 : offers_12)) suites.push_back(id);
  }
  Writer extensions;
  if (config_.server_name) {
    const std::string name = Writer().number(0, 1).vector(2, *config_.server_name).take();
    extensions.extension(kServerName, Writer().vector(2, name).take());
  }
  extensions.extension(kRenegotiationInfo, Writer().vector(1, own_verify_).take());
  extensions.extension(kSupportedGroups, Writer().vector(2, numbers(config_.groups)).take());
  if (offers_12) {
    extensions.extension(kPointFormats, Writer().vector(1, std::string(1, '\0')).take());
    if (config_.encrypt_then_mac) extensions.extension(kEncryptThenMac, "");
    if (config_.extended_master_secret) extensions.extension(kExtendedMasterSecret, "");
    extensions.extension(kSessionTicket, resumes_12 ? session->ticket : std::string());
  }
  if (offers_13) {
    Writer list;
    for (const auto& share : shares_)  // one that a key was agreed with is gone
      if (share) list.number(share->group(), 2).vector(2, share->public_value());
    extensions.extension(kKeyShare, Writer().vector(2, list.str()).take());
    if (early_offered_ && !retried_) extensions.extension(kEarlyData, "");
    std::vector<std::uint16_t> versions{kTls13};
    if (offers_12) versions.push_back(kTls12);
    extensions.extension(kSupportedVersions, Writer().vector(1, numbers(versions)).take());
  }
  extensions.extension(kSignatureAlgorithms, Writer().vector(2, numbers(config_.schemes)).take());
  if (!cookie_.empty()) extensions.extension(kCookie, Writer().vector(2, cookie_).take());
  if (offers_13) extensions.extension(kPskModes, Writer().vector(1, "\x01").take());
  if (config_.post_handshake_auth && offers_13) extensions.extension(kPostHandshakeAuth, "");
  if (!config_.alpn.empty()) extensions.extension(kAlpn, protocols(config_.alpn));
  if (config_.record_size_limit)
    extensions.extension(kRecordSizeLimit, Writer().number(*config_.record_size_limit, 2).take());
  const wire::CipherSuite* psk_suite = psk_ ? wire::find_suite(psk_->suite) : nullptr;
  if (psk_suite != nullptr && offers_13) {
    const std::int64_t age = (config_.clock - psk_->issued) * 1000;
    const auto obfuscated = static_cast<std::uint32_t>(age) + psk_->age_add;
    const std::string identity =
        Writer().vector(2, psk_->ticket).number(psk_->external ? 0 : obfuscated, 4).take();
    const std::string binder(wire::digest_size(psk_suite->hash), '\0');
    extensions.extension(
        kPreSharedKey,
        Writer().vector(2, identity).vector(2, Writer().vector(1, binder).str()).take());
  }
  own_hello_ = fill_binders(Writer()
                                .number(std::min(config_.highest, kTls12), 2)
                                .octets(client_random_)
                                .vector(1, offered_id_)
                                .vector(2, numbers(suites))
                                .vector(1, std::string(1, '\0'))
                                .vector(2, extensions.str())
                                .take());
  return own_hello_;
}

std::string Connection::rebound(std::string body) {
  const wire::CipherSuite* suite = psk_ ? wire::find_suite(psk_->suite) : nullptr;
  if (suite == nullptr) return body;
  const std::size_t size = wire::digest_size(suite->hash);
  if (body.size() < size + 3 || static_cast<std::uint8_t>(body[body.size() - size - 1]) != size)
    return body;
  body.replace(body.size() - size, size, size, '\0');
  return fill_binders(std::move(body));
}

// A hello that ends in a binder of zeros, with the right binder: RFC 8446 4.2.11.2.
std::string Connection::fill_binders(std::string body) {
  const wire::CipherSuite* suite = psk_ ? wire::find_suite(psk_->suite) : nullptr;
  if (suite == nullptr) return body;
  const std::size_t size = wire::digest_size(suite->hash);
  if (body.size() < size + 3 || body.find_last_not_of('\0') != body.size() - size - 1) return body;
  const std::string early = wire::early_secret(suite->hash, psk_->secret);
  const std::string key =
      wire::derive_secret(suite->hash, early, psk_->external ? "ext binder" : "res binder",
                          wire::hash(suite->hash, ""));
  const std::string covered = transcript_ + Writer().number(kClientHello, 1).vector(3, body).take();
  const std::string hash =
      wire::hash(suite->hash, std::string_view(covered).substr(0, covered.size() - size - 3));
  body.replace(body.size() - size, size, wire::finished_mac(suite->hash, key, hash));
  return body;
}

std::string Connection::server_hello() {
  server_random_ = random(32);
  const std::uint16_t suite = suite_ != nullptr ? suite_->id : 0;
  Writer extensions;
  if (tls13()) {
    shares_.clear();
    if (auto share = KeyShare::make(group_, entropy_)) shares_.push_back(std::move(share));
    const auto secret = shares_.empty() ? std::nullopt : shares_[0]->agree(peer_share_, entropy_);
    if (!secret) fail(kIllegalParameter, "a key share that is no point of its group");
    shared_ = secret.value_or(std::string());
    if (resumed_)
      extensions.extension(kPreSharedKey,
                           Writer().number(static_cast<std::uint64_t>(psk_index_), 2).take());
    const std::string own = shares_.empty() ? std::string() : shares_[0]->public_value();
    extensions.extension(kKeyShare, Writer().number(group_, 2).vector(2, own).take());
    extensions.extension(kSupportedVersions, Writer().number(kTls13, 2).take());
    session_id_ = offered_id_;
  } else {
    if (config_.highest >= kTls13)
      server_random_.replace(server_random_.size() - kDowngrade12.size(), kDowngrade12.size(),
                             kDowngrade12);
    if (secure_renegotiation_)
      extensions.extension(kRenegotiationInfo,
                           Writer().vector(1, peer_verify_ + own_verify_).take());
    const bool curves = suite_ != nullptr && suite_->exchange != wire::Exchange::kRsa;
    if (offered_.contains(kPointFormats) && curves)
      extensions.extension(kPointFormats, Writer().vector(1, std::string(1, '\0')).take());
    if (extended_) extensions.extension(kExtendedMasterSecret, "");
    if (etm_) extensions.extension(kEncryptThenMac, "");
    if (ticket_promised_) extensions.extension(kSessionTicket, "");
    if (!alpn_.empty()) extensions.extension(kAlpn, protocols({alpn_}));
  }
  Writer body;
  body.number(kTls12, 2)
      .octets(server_random_)
      .vector(1, session_id_)
      .number(suite, 2)
      .number(0, 1);
  if (!extensions.empty()) body.vector(2, extensions.str());
  return body.take();
}

std::string Connection::retry_request() {
  Writer extensions;
  extensions.extension(kKeyShare, Writer().number(group_, 2).take());
  if (!cookie_.empty()) extensions.extension(kCookie, Writer().vector(2, cookie_).take());
  extensions.extension(kSupportedVersions, Writer().number(kTls13, 2).take());
  return Writer()
      .number(kTls12, 2)
      .octets(kRetryRandom)
      .vector(1, offered_id_)
      .number(suite_ != nullptr ? suite_->id : 0, 2)
      .number(0, 1)
      .vector(2, extensions.str())
      .take();
}

std::string Connection::encrypted_extensions() {
  Writer extensions;
  extensions.extension(kSupportedGroups, Writer().vector(2, numbers(config_.groups)).take());
  if (config_.record_size_limit && offered_.contains(kRecordSizeLimit))
    extensions.extension(kRecordSizeLimit, Writer().number(*config_.record_size_limit, 2).take());
  if (offered_.contains(kServerName) && config_.server_name) extensions.extension(kServerName, "");
  if (!alpn_.empty()) extensions.extension(kAlpn, protocols({alpn_}));
  if (early_accepted_) extensions.extension(kEarlyData, "");
  return Writer().vector(2, extensions.str()).take();
}

std::string Connection::certificate() {
  std::string list = chain_of(credential_.get(), form_13(*this));
  if (!form_13(*this)) return list;
  return Writer().vector(1, server() ? "" : request_context_).octets(list).take();
}

std::string Connection::certificate_request() {
  if (form_13(*this)) {
    Writer extensions;
    extensions.extension(kSignatureAlgorithms, Writer().vector(2, numbers(config_.schemes)).take());
    return Writer().vector(1, request_context_).vector(2, extensions.str()).take();
  }
  return Writer()
      .vector(1, "\x01\x40")  // rsa_sign, ecdsa_sign
      .vector(2, numbers(config_.schemes))
      .vector(2, "")
      .take();
}

std::string Connection::certificate_verify() {
  const std::string content =
      form_13(*this) ? wire::signed_content(server(), transcript_hash()) : transcript_;
  const std::string signature =
      credential_ ? sign(*credential_->key, scheme_, content, entropy_, config_.pss_salt)
                  : std::string();
  return Writer().number(scheme_, 2).vector(2, signature).take();
}

std::string Connection::server_key_exchange() {
  shares_.clear();
  shares_.push_back(KeyShare::make(group_, entropy_));
  const std::string own = shares_[0] ? shares_[0]->public_value() : std::string();
  constexpr std::uint8_t kNamedCurve = 3;  // RFC 8422 5.4
  const std::string params =
      Writer().number(kNamedCurve, 1).number(group_, 2).vector(1, own).take();
  const std::string signature =
      credential_ ? sign(*credential_->key, scheme_, client_random_ + server_random_ + params,
                         entropy_, config_.pss_salt)
                  : std::string();
  return Writer().octets(params).number(scheme_, 2).vector(2, signature).take();
}

std::string Connection::client_key_exchange() {
  if (suite_ != nullptr && suite_->exchange == wire::Exchange::kRsa) {
    premaster_ = Writer()
                     .number(std::min(config_.highest, kTls12), 2)
                     .octets(random(kMasterSize - 2))
                     .take();
    const std::string sealed =
        peer_key_ ? rsa_encrypt(*peer_key_, premaster_, entropy_) : std::string();
    return Writer().vector(2, sealed).take();
  }
  const std::string own =
      shares_.empty() || !shares_[0] ? std::string() : shares_[0]->public_value();
  return Writer().vector(1, own).take();
}

std::string Connection::finished_body(bool by_server) {
  if (!tls13()) {
    own_verify_ = wire::finished_12(digest(), master_, by_server, transcript_hash());
    return own_verify_;
  }
  const std::string& base = finished_   ? (by_server ? server_application_ : client_application_)
                            : by_server ? server_handshake_
                                        : client_handshake_;
  return wire::finished_mac(digest(), base, transcript_hash());
}

std::string Connection::new_session_ticket() {
  constexpr std::uint32_t kLifetime = 7200;  // seconds
  auto session = std::make_shared<Session>();
  session->version = version_;
  session->suite = suite_ != nullptr ? suite_->id : 0;
  session->lifetime = kLifetime;
  session->issued = config_.clock;
  session->ticket = random(32);
  if (!tls13()) {
    session->secret = master_;
    session->extended_master_secret = extended_;
    (*sessions_)[session->ticket] = session;
    return Writer().number(kLifetime, 4).vector(2, session->ticket).take();
  }
  const std::string nonce = Writer().number(static_cast<std::uint64_t>(tickets_sent_++), 8).take();
  session->age_add = static_cast<std::uint32_t>(Reader(random(4)).number(4));
  session->max_early_data =
      config_.early_data ? std::max(config_.max_early_data, 16384U) : config_.max_early_data;
  session->secret = wire::resumption_psk(digest(), resumption_master_, nonce);
  (*sessions_)[session->ticket] = session;
  Writer extensions;
  if (session->max_early_data > 0)
    extensions.extension(kEarlyData, Writer().number(session->max_early_data, 4).take());
  return Writer()
      .number(kLifetime, 4)
      .number(session->age_add, 4)
      .vector(1, nonce)
      .vector(2, session->ticket)
      .vector(2, extensions.str())
      .take();
}

// After a full TLS 1.2 handshake: what its session id stands for.
void Connection::remember_session_12() {
  if (session_id_.empty() || resumed_) return;
  auto session = std::make_shared<Session>();
  session->version = version_;
  session->suite = suite_->id;
  session->secret = master_;
  session->id = session_id_;
  session->issued = config_.clock;
  session->extended_master_secret = extended_;
  if (server()) (*sessions_)[session_id_] = session;
  if (!session_) session_ = session;
}

}  // namespace parallax::puppet
