// Receive: what a whole handshake message changes.
#include <fmt/format.h>

#include <algorithm>

#include "harness/puppet/connection.h"

namespace parallax::puppet {
namespace {

using Extensions = std::map<std::uint16_t, std::string>;

// False when the octets are no list of extensions, or one stands there twice.
bool read_extensions(std::string_view octets, Extensions* out) {
  Reader reader(octets);
  while (reader.ok() && !reader.empty()) {
    const std::uint16_t type = reader.uint16();
    const std::string_view data = reader.vector(2);
    if (reader.ok() && !out->emplace(type, data).second) return false;
  }
  return reader.ok();
}

std::vector<std::uint16_t> read_numbers(std::string_view octets) {
  std::vector<std::uint16_t> out;
  Reader reader(octets);
  while (reader.ok() && !reader.empty()) {
    const std::uint16_t number = reader.uint16();
    if (reader.ok()) out.push_back(number);
  }
  return out;
}

bool contains(const std::vector<std::uint16_t>& all, std::uint16_t one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

void Connection::fail(std::uint8_t alert, std::string why) {
  if (failed_) return;
  failed_ = true;
  problem_ = std::move(why);
  plan_.clear();
  plan_.push_back({Item::Kind::kAlert, alert, Epoch::kPlain});
}

bool Connection::decoded(const Reader& reader, std::string_view what) {
  if (reader.done()) return true;
  fail(kDecodeError, fmt::format("a {} that does not parse", what));
  return false;
}

void Connection::take_message(const std::string& message) {
  received_.push_back({kTypeHandshake, read_epoch_, message, header_});
  const auto type = static_cast<std::uint8_t>(message[0]);
  const std::string_view body = std::string_view(message).substr(4);
  if (failed_ || fatal_alert_) return;  // it is over; what comes is only kept
  // Tickets may come right behind the server's Finished: RFC 8446 4.6.1.
  const bool ticket13 = tls13() && !server() && peer_finished_ && type == kNewSessionTicket;
  const bool late =
      finished_ &&
      (type == kNewSessionTicket || type == kKeyUpdate || type == kCertificateRequest) && tls13();
  const bool ticket12 = type == kNewSessionTicket && !tls13() && ticket_promised_ && !server();
  const bool again = finished_ && version_ == kTls12 && type == kClientHello && server();
  const bool asked_again = finished_ && version_ == kTls12 && type == kHelloRequest && !server();
  if (!late && !ticket12 && !ticket13 && !again && !asked_again &&
      std::find(expected_.begin(), expected_.end(), type) == expected_.end()) {
    return fail(kUnexpectedMessage, fmt::format("a handshake message of type {}", type));
  }
  if (again) transcript_.clear();
  if (late && type == kCertificateRequest) transcript_ = base_transcript_;
  // The MAC of Finished and the signature of CertificateVerify cover what came before them.
  const bool covers_before = type == kFinished || type == kCertificateVerify;
  const bool counts = type != kHelloRequest && type != kKeyUpdate && !ticket13;
  if (counts && !covers_before) transcript_ += message;
  dispatch(type, body);
  if (counts && covers_before) transcript_ += message;
  if (failed_ || type != kFinished) return;
  peer_finished_ = true;
  if (tls13() && server()) {
    if (!finished_)
      resumption_master_ = wire::derive_secret(digest(), master_, "res master", transcript_hash());
    read_epoch_ = Epoch::kApplication;
    for (int i = 0; i < config_.tickets && !finished_; ++i) message_to_plan(kNewSessionTicket);
    expect({kKeyUpdate});
  } else if (tls13()) {
    client_flight_13();
    expect({});
  } else if (resumed_ == server()) {
    expect({});  // the last word was theirs
    remember_session_12();
  } else {
    if (ticket_promised_ && server()) message_to_plan(kNewSessionTicket);
    ccs_to_plan();
    epoch_to_plan(Epoch::kApplication);
    message_to_plan(kFinished);
    expect({});
    remember_session_12();
  }
  note_finished();
}

void Connection::dispatch(std::uint8_t type, std::string_view body) {
  switch (type) {
    case kHelloRequest:
      return plan_renegotiation();
    case kClientHello:
      return take_client_hello(body);
    case kServerHello:
      return take_server_hello(body);
    case kEncryptedExtensions:
      return take_encrypted_extensions(body);
    case kCertificate:
      return take_certificate(body);
    case kCertificateRequest:
      return take_certificate_request(body);
    case kCertificateVerify:
      return take_certificate_verify(body);
    case kServerKeyExchange:
      return take_server_key_exchange(body);
    case kServerHelloDone:
      return take_server_hello_done();
    case kClientKeyExchange:
      return take_client_key_exchange(body);
    case kFinished:
      return take_finished(body);
    case kNewSessionTicket:
      return take_new_session_ticket(body);
    case kKeyUpdate:
      return take_key_update(body);
    case kEndOfEarlyData:
      read_epoch_ = Epoch::kHandshake;
      if (certificate_asked_) return expect({kCertificate});
      return expect({kFinished});
    default:
      return;
  }
}

void Connection::take_client_hello(std::string_view body) {
  Reader reader(body);
  offered_.clear();
  offered_version_ = reader.uint16();
  client_random_ = reader.take(32);
  offered_id_ = reader.vector(1);
  offered_suites_ = read_numbers(reader.vector(2));
  const std::string_view compression = reader.vector(1);
  Extensions extensions;
  if (!reader.empty()) {
    if (!read_extensions(reader.vector(2), &extensions))
      return fail(kDecodeError, "a client_hello whose extensions do not parse");
  }
  if (!decoded(reader, "client_hello")) return;
  if (compression.find('\0') == std::string_view::npos)
    return fail(kIllegalParameter, "a client_hello without null compression");
  offered_ = std::move(extensions);
  own_hello_ = body;  // of the client; binders are computed over it
  answer_client_hello();
}

void Connection::take_server_hello(std::string_view body) {
  Reader reader(body);
  const std::uint16_t legacy = reader.uint16();
  const std::string random = std::string(reader.take(32));
  session_id_ = reader.vector(1);
  const std::uint16_t suite = reader.uint16();
  const std::uint8_t compression = reader.uint8();
  Extensions extensions;
  if (!reader.empty() && !read_extensions(reader.vector(2), &extensions))
    return fail(kDecodeError, "a server_hello whose extensions do not parse");
  if (!decoded(reader, "server_hello")) return;
  std::uint16_t version = legacy;
  if (const auto it = extensions.find(kSupportedVersions); it != extensions.end())
    version = Reader(it->second).uint16();
  if (version < config_.lowest || version > config_.highest)
    return fail(kProtocolVersion, fmt::format("version 0x{:04x} was not offered", version));
  const wire::CipherSuite* chosen = wire::find_suite(suite);
  if (chosen == nullptr || !contains(config_.suites, suite) ||
      chosen->tls13() != (version == kTls13) || compression != 0)
    return fail(kIllegalParameter, "a cipher suite that was not offered");
  version_ = version;
  suite_ = chosen;
  if (random == kRetryRandom && version == kTls13) {
    if (retried_) return fail(kUnexpectedMessage, "a second HelloRetryRequest");
    return take_retry(extensions);
  }
  server_random_ = random;
  if (version == kTls13) return take_server_hello_13(extensions);
  if (config_.highest >= kTls13 && random.substr(24) == kDowngrade12)
    return fail(kIllegalParameter, "the server was made to believe in TLS 1.2");
  take_server_hello_12(extensions);
}

// A HelloRetryRequest: RFC 8446 4.1.4.
void Connection::take_retry(const Extensions& extensions) {
  retried_ = true;
  // transcript_ is ClientHello, then this message; the first becomes its hash: RFC 8446 4.4.1.
  const std::size_t hello = 4 + own_hello_.size();
  const std::string hash = wire::hash(digest(), std::string_view(transcript_).substr(0, hello));
  transcript_ = Writer().number(kMessageHash, 1).vector(3, hash).take() + transcript_.substr(hello);
  if (const auto it = extensions.find(kCookie); it != extensions.end())
    cookie_ = Reader(it->second).vector(2);
  if (const auto it = extensions.find(kKeyShare); it != extensions.end()) {
    retry_group_ = Reader(it->second).uint16();
    if (!contains(config_.groups, retry_group_))
      return fail(kIllegalParameter, "a HelloRetryRequest for a group that was not offered");
    for (const auto& share : shares_) {
      if (share && share->group() == retry_group_)
        return fail(kIllegalParameter, "a HelloRetryRequest for a group whose share was sent");
    }
    shares_.clear();
  } else if (cookie_.empty()) {
    return fail(kIllegalParameter, "a HelloRetryRequest that changes nothing");
  }
  early_offered_ = false;
  write_epoch_ = Epoch::kPlain;
  if (config_.middlebox && !ccs_sent_) ccs_to_plan();
  message_to_plan(kClientHello);
}

void Connection::take_server_hello_13(const Extensions& extensions) {
  const auto selected = extensions.find(kPreSharedKey);
  if (selected != extensions.end()) {
    if (!psk_ || Reader(selected->second).uint16() != 0)
      return fail(kIllegalParameter, "a PSK that was not offered");
    resumed_ = true;
  }
  const auto share = extensions.find(kKeyShare);
  if (share == extensions.end()) {
    return fail(kMissingExtension, "a server_hello without key_share");
  }
  Reader reader(share->second);
  group_ = reader.uint16();
  peer_share_ = reader.vector(2);
  if (!decoded(reader, "key_share")) return;
  for (const auto& own : shares_) {
    if (!own || own->group() != group_) continue;
    const auto secret = own->agree(peer_share_, entropy_);
    if (!secret) return fail(kIllegalParameter, "a key share that is no point of its group");
    shared_ = *secret;
  }
  if (shared_.empty())
    return fail(kIllegalParameter, "a key share of a group that was not offered");
  enter_handshake_keys();
  expect({kEncryptedExtensions});
}

void Connection::take_server_hello_12(const Extensions& extensions) {
  extended_ = extensions.contains(kExtendedMasterSecret);
  etm_ = extensions.contains(kEncryptThenMac) && !suite_->aead();
  ticket_promised_ = extensions.contains(kSessionTicket);
  const auto info = extensions.find(kRenegotiationInfo);
  secure_renegotiation_ = info != extensions.end();
  if (secure_renegotiation_) {
    const std::string wanted = own_verify_ + peer_verify_;
    if (Reader(info->second).vector(1) != wanted)
      return fail(kHandshakeFailure, "renegotiation_info of another handshake");
  }
  if (const auto it = extensions.find(kAlpn); it != extensions.end()) {
    Reader list(Reader(it->second).vector(2));
    alpn_ = list.vector(1);
  }
  const auto& session = config_.session;
  resumed_ = session && session->version == kTls12 && !session_id_.empty() &&
             session_id_ == offered_id_ && session->suite == suite_->id;
  if (resumed_) {
    psk_ = session;
    extended_ = session->extended_master_secret;
    master_ = session->secret;
    log_secret("CLIENT_RANDOM", master_);
    prepare_keys_12();
    return expect({});  // change_cipher_spec, then Finished
  }
  expect({kCertificate});
}

void Connection::take_encrypted_extensions(std::string_view body) {
  Reader reader(body);
  Extensions extensions;
  if (!read_extensions(reader.vector(2), &extensions) || !reader.done())
    return fail(kDecodeError, "encrypted_extensions that do not parse");
  if (const auto it = extensions.find(kAlpn); it != extensions.end()) {
    Reader list(Reader(it->second).vector(2));
    alpn_ = list.vector(1);
  }
  early_accepted_ = extensions.contains(kEarlyData);
  if (early_accepted_ && !(early_offered_ && resumed_))
    return fail(kUnsupportedExtension, "early data accepted that was not offered");
  if (resumed_) return expect({kFinished});
  expect({kCertificateRequest, kCertificate});
}

void Connection::take_certificate(std::string_view body) {
  Reader reader(body);
  if (tls13()) {
    if (reader.vector(1) != (server() ? std::string_view(request_context_) : std::string_view()))
      return fail(kIllegalParameter, "certificate_request_context of another request");
  }
  Reader list(reader.vector(3));
  std::string leaf;
  bool good = true;
  for (bool first = true; list.ok() && !list.empty(); first = false) {
    const std::string_view certificate = list.vector(3);
    if (first) leaf = certificate;
    if (tls13()) {
      Extensions extensions;
      good &= read_extensions(list.vector(2), &extensions);
    }
  }
  if (!reader.done() || !list.ok() || !good)
    return fail(kDecodeError, "a certificate that does not parse");
  peer_certificate_ = !leaf.empty();
  if (peer_certificate_) {
    peer_key_ = wallet_->public_key(leaf);
    if (!peer_key_) return fail(kBadCertificate, "a certificate whose key is not understood");
  } else if (!server()) {
    return fail(kDecodeError, "a server without a certificate");
  }
  if (server()) {
    if (tls13()) return peer_certificate_ ? expect({kCertificateVerify}) : expect({kFinished});
    return expect({kClientKeyExchange});
  }
  if (tls13()) return expect({kCertificateVerify});
  if (suite_->exchange == wire::Exchange::kRsa)
    return expect({kCertificateRequest, kServerHelloDone});
  expect({kServerKeyExchange});
}

void Connection::take_certificate_request(std::string_view body) {
  Reader reader(body);
  if (tls13()) {
    request_context_ = reader.vector(1);
    Extensions extensions;
    if (!read_extensions(reader.vector(2), &extensions) || !reader.done())
      return fail(kDecodeError, "a certificate_request that does not parse");
    if (const auto it = extensions.find(kSignatureAlgorithms); it != extensions.end())
      peer_schemes_ = read_numbers(Reader(it->second).vector(2));
  } else {
    reader.vector(1);
    peer_schemes_ = read_numbers(reader.vector(2));
    reader.vector(2);
    if (!decoded(reader, "certificate_request")) return;
  }
  choose_credential();
  certificate_asked_ = true;
  if (tls13() && finished_) {
    message_to_plan(kCertificate);
    if (credential_) message_to_plan(kCertificateVerify);
    message_to_plan(kFinished);
    return;
  }
  if (tls13()) return expect({kCertificate});
  expect({kServerHelloDone});
}

void Connection::take_certificate_verify(std::string_view body) {
  Reader reader(body);
  const std::uint16_t scheme = reader.uint16();
  const std::string_view signature = reader.vector(2);
  if (!decoded(reader, "certificate_verify")) return;
  if (!contains(config_.schemes, scheme))
    return fail(kIllegalParameter, "a signature algorithm that was not offered");
  const bool by_server = !server();
  const std::string content =
      tls13() ? wire::signed_content(by_server, transcript_hash()) : transcript_;
  if (!peer_key_ || !verify(*peer_key_, scheme, content, signature))
    return fail(kDecryptError, "a certificate_verify with a wrong signature");
  server_verified_ |= by_server;
  expect({kFinished});
  if (!tls13()) expect({});  // change_cipher_spec comes first
}

void Connection::take_server_key_exchange(std::string_view body) {
  Reader reader(body);
  const std::uint8_t curve_type = reader.uint8();
  group_ = reader.uint16();
  peer_share_ = reader.vector(1);
  const std::string_view params = body.substr(0, body.size() - reader.rest().size());
  const std::uint16_t scheme = reader.uint16();
  const std::string_view signature = reader.vector(2);
  if (!decoded(reader, "server_key_exchange")) return;
  if (curve_type != 3 || !contains(config_.groups, group_) || !contains(config_.schemes, scheme))
    return fail(kIllegalParameter, "a group or signature algorithm that was not offered");
  const std::string content = client_random_ + server_random_ + std::string(params);
  if (!peer_key_ || !verify(*peer_key_, scheme, content, signature))
    return fail(kDecryptError, "a server_key_exchange with a wrong signature");
  shares_.clear();
  shares_.push_back(KeyShare::make(group_, entropy_));
  const auto secret = shares_[0] ? shares_[0]->agree(peer_share_, entropy_) : std::nullopt;
  if (!secret) return fail(kIllegalParameter, "a key share that is no point of its group");
  premaster_ = *secret;
  expect({kCertificateRequest, kServerHelloDone});
}

void Connection::take_server_hello_done() {
  if (certificate_asked_) message_to_plan(kCertificate);
  message_to_plan(kClientKeyExchange);
  if (certificate_asked_ && credential_) message_to_plan(kCertificateVerify);
  ccs_to_plan();
  epoch_to_plan(Epoch::kApplication);
  message_to_plan(kFinished);
  expect({});  // change_cipher_spec, then Finished
}

void Connection::take_client_key_exchange(std::string_view body) {
  Reader reader(body);
  if (suite_->exchange == wire::Exchange::kRsa) {
    const std::string_view sealed = reader.vector(2);
    if (!decoded(reader, "client_key_exchange")) return;
    premaster_ = credential_ ? rsa_decrypt(*credential_->key, sealed, entropy_) : std::string();
    // RFC 5246 7.4.7.1: a premaster secret that is wrong in any way becomes a random one.
    if (premaster_.size() != 48) premaster_ = random(48);
  } else {
    const std::string_view share = reader.vector(1);
    if (!decoded(reader, "client_key_exchange")) return;
    const auto secret =
        shares_.empty() || !shares_[0] ? std::nullopt : shares_[0]->agree(share, entropy_);
    if (!secret) return fail(kIllegalParameter, "a key share that is no point of its group");
    premaster_ = *secret;
  }
  derive_master_12();
  prepare_keys_12();
  if (peer_certificate_) return expect({kCertificateVerify});
  expect({});  // change_cipher_spec
}

void Connection::take_ccs(std::string_view content) {
  if (failed_) return;
  if (content != "\x01")
    return fail(kIllegalParameter, "a change_cipher_spec that is not one octet 1");
  if (version_ == kTls13 || version_ == 0) {
    // RFC 8446 5: dropped, between the first ClientHello and the peer's Finished.
    if (finished_ || (version_ == 0 && server()))
      fail(kUnexpectedMessage, "change_cipher_spec out of place");
    return;
  }
  if (!next_read_ || !expected_.empty() || !handshake_in_.empty())
    return fail(kUnexpectedMessage, "change_cipher_spec out of place");
  read_.insert_or_assign(Epoch::kApplication, std::move(*next_read_));
  next_read_.reset();
  read_epoch_ = Epoch::kApplication;
  expect({kFinished});
}

void Connection::take_finished(std::string_view body) {
  std::string wanted;
  if (tls13()) {
    const bool late = finished_;
    const std::string& base = late       ? (server() ? client_application_ : server_application_)
                              : server() ? client_handshake_
                                         : server_handshake_;
    wanted = wire::finished_mac(digest(), base, transcript_hash());
  } else {
    wanted = wire::finished_12(digest(), master_, !server(), transcript_hash());
    peer_verify_ = wanted;
  }
  if (body.size() != wanted.size()) return fail(kDecodeError, "a finished of the wrong length");
  if (body != wanted) return fail(kDecryptError, "a finished with wrong verify_data");
}

void Connection::take_new_session_ticket(std::string_view body) {
  auto session = std::make_shared<Session>();
  Reader reader(body);
  session->version = version_;
  session->suite = suite_ == nullptr ? 0 : suite_->id;
  session->lifetime = static_cast<std::uint32_t>(reader.number(4));
  session->issued = config_.clock;
  if (!tls13()) {
    session->ticket = reader.vector(2);
    if (!decoded(reader, "new_session_ticket")) return;
    session->secret = master_;
    session->extended_master_secret = extended_;
    session_ = session;
    ticket_promised_ = false;
    return;
  }
  session->age_add = static_cast<std::uint32_t>(reader.number(4));
  const std::string nonce(reader.vector(1));
  session->ticket = reader.vector(2);
  Extensions extensions;
  if (!read_extensions(reader.vector(2), &extensions) || !reader.done())
    return fail(kDecodeError, "a new_session_ticket that does not parse");
  if (const auto it = extensions.find(kEarlyData); it != extensions.end())
    session->max_early_data = static_cast<std::uint32_t>(Reader(it->second).number(4));
  if (resumption_master_.empty()) {
    early_tickets_.emplace_back(session, nonce);  // its secret needs the client's Finished
  } else {
    session->secret = wire::resumption_psk(digest(), resumption_master_, nonce);
  }
  session_ = session;
}

void Connection::take_key_update(std::string_view body) {
  if (body.size() != 1) return fail(kDecodeError, "a key_update that is not one octet");
  const auto request = static_cast<std::uint8_t>(body[0]);
  if (request > 1) return fail(kIllegalParameter, "a key_update of an unknown kind");
  std::string& secret = server() ? client_application_ : server_application_;
  secret = wire::next_traffic_secret(digest(), secret);
  set_read(Epoch::kApplication, secret);
  if (request == 1) plan_key_update(false);
}

}  // namespace parallax::puppet
