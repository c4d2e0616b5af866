// Keys: when secrets are made, and from when on they are used.
#include <botan/hex.h>
#include <fmt/format.h>

#include "harness/puppet/connection.h"

namespace parallax::puppet {
namespace {

using Way = wire::Protection::Way;

std::string hex(std::string_view octets) {
  return Botan::hex_encode(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size(),
                           false);
}

}  // namespace

std::string Connection::random(std::size_t length) {
  std::string out(length, '\0');
  entropy_(out.data(), length);
  return out;
}

wire::Digest Connection::digest() const {
  return suite_ != nullptr ? suite_->hash : wire::Digest::kSha256;
}

std::string Connection::transcript_hash() const { return wire::hash(digest(), transcript_); }

void Connection::log_secret(std::string_view label, std::string_view secret) {
  key_log_ += fmt::format("{} {} {}\n", label, hex(client_random_), hex(secret));
}

void Connection::set_write(Epoch epoch, std::string_view secret) {
  if (suite_ == nullptr || !suite_->tls13()) return;
  write_.insert_or_assign(epoch, wire::Protection::tls13(*suite_, secret, Way::kSeal));
}

void Connection::set_read(Epoch epoch, std::string_view secret) {
  if (suite_ == nullptr || !suite_->tls13()) return;
  read_.insert_or_assign(epoch, wire::Protection::tls13(*suite_, secret, Way::kOpen));
  read_epoch_ = epoch;
}

// After ClientHello, by a client that sends early data and a server that takes it.
void Connection::enter_early_keys() {
  const wire::CipherSuite* suite = wire::find_suite(psk_->suite);
  if (suite == nullptr || !suite->tls13()) return;
  const std::string early = wire::early_secret(suite->hash, psk_->secret);
  const std::string secret =
      wire::derive_secret(suite->hash, early, "c e traffic", wire::hash(suite->hash, transcript_));
  log_secret("CLIENT_EARLY_TRAFFIC_SECRET", secret);
  if (server()) {
    set_read(Epoch::kEarly, secret);
  } else {
    write_.insert_or_assign(Epoch::kEarly, wire::Protection::tls13(*suite, secret, Way::kSeal));
  }
}

// After ServerHello: RFC 8446 7.1.
void Connection::enter_handshake_keys() {
  early_secret_ = wire::early_secret(digest(), resumed_ && psk_ ? psk_->secret : std::string());
  handshake_secret_ = wire::handshake_secret(digest(), early_secret_, shared_);
  const std::string hash = transcript_hash();
  client_handshake_ = wire::derive_secret(digest(), handshake_secret_, "c hs traffic", hash);
  server_handshake_ = wire::derive_secret(digest(), handshake_secret_, "s hs traffic", hash);
  log_secret("CLIENT_HANDSHAKE_TRAFFIC_SECRET", client_handshake_);
  log_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", server_handshake_);
  set_write(Epoch::kHandshake, server() ? server_handshake_ : client_handshake_);
  const Epoch reading = read_epoch_;
  set_read(Epoch::kHandshake, server() ? client_handshake_ : server_handshake_);
  if (server() && early_accepted_) read_epoch_ = reading;  // until EndOfEarlyData
}

// After the server's Finished.
void Connection::enter_application_keys() {
  master_ = wire::master_secret(digest(), handshake_secret_);
  const std::string hash = transcript_hash();
  client_application_ = wire::derive_secret(digest(), master_, "c ap traffic", hash);
  server_application_ = wire::derive_secret(digest(), master_, "s ap traffic", hash);
  log_secret("CLIENT_TRAFFIC_SECRET_0", client_application_);
  log_secret("SERVER_TRAFFIC_SECRET_0", server_application_);
  log_secret("EXPORTER_SECRET", wire::derive_secret(digest(), master_, "exp master", hash));
  set_write(Epoch::kApplication, server() ? server_application_ : client_application_);
  const Epoch reading = read_epoch_;
  set_read(Epoch::kApplication, server() ? client_application_ : server_application_);
  if (server()) read_epoch_ = reading;  // until the client's Finished
}

void Connection::derive_master_12() {
  master_ = extended_
                ? wire::extended_master_secret(digest(), premaster_, transcript_hash())
                : wire::master_secret_12(digest(), premaster_, client_random_, server_random_);
  log_secret("CLIENT_RANDOM", master_);
}

void Connection::prepare_keys_12() {
  if (suite_ == nullptr) return;
  const wire::KeyBlock keys = wire::key_block(*suite_, master_, client_random_, server_random_);
  next_write_ =
      wire::Protection::tls12(*suite_, server() ? keys.server : keys.client, etm_, Way::kSeal);
  next_read_ =
      wire::Protection::tls12(*suite_, server() ? keys.client : keys.server, etm_, Way::kOpen);
}

void Connection::switch_write_epoch(Epoch epoch) {
  flush();
  if (version_ != 0 && !tls13()) {
    if (!next_write_) return;
    write_.insert_or_assign(Epoch::kApplication, std::move(*next_write_));
    next_write_.reset();
    write_epoch_ = Epoch::kApplication;
    return;
  }
  // A server's secrets come of what it really sent, so they are made when they are due.
  if (server() && epoch == Epoch::kHandshake) enter_handshake_keys();
  if (server() && epoch == Epoch::kApplication) enter_application_keys();
  write_epoch_ = epoch;
}

// The client's answer to a TLS 1.3 server's Finished.
void Connection::client_flight_13() {
  enter_application_keys();
  if (config_.middlebox && !ccs_sent_) ccs_to_plan();
  if (early_accepted_) message_to_plan(kEndOfEarlyData);
  epoch_to_plan(Epoch::kHandshake);
  if (certificate_asked_) {
    message_to_plan(kCertificate);
    if (credential_) message_to_plan(kCertificateVerify);
  }
  message_to_plan(kFinished);
  epoch_to_plan(Epoch::kApplication);
}

void Connection::note_finished() {
  if (!own_finished_ || !peer_finished_) return;
  if (!finished_) base_transcript_ = transcript_;
  finished_ = true;
}

void Connection::after_message(std::uint8_t type) {
  switch (type) {
    case kClientHello:
      if (early_offered_ && psk_ && !retried_) enter_early_keys();
      return;
    case kHelloRetryRequest:
      flush();
      retried_ = true;
      return;
    case kServerHello:
      flush();  // the keys change behind it
      if (!tls13() && resumed_ && psk_) {
        master_ = psk_->secret;
        log_secret("CLIENT_RANDOM", master_);
        prepare_keys_12();
      }
      return;
    case kClientKeyExchange:
      derive_master_12();
      prepare_keys_12();
      return;
    case kFinished:
      own_finished_ = true;
      if (tls13() && !server() && !finished_) {
        resumption_master_ =
            wire::derive_secret(digest(), master_, "res master", transcript_hash());
        for (const auto& [session, nonce] : early_tickets_)
          session->secret = wire::resumption_psk(digest(), resumption_master_, nonce);
        early_tickets_.clear();
      }
      return note_finished();
    case kKeyUpdate: {
      flush();
      std::string& secret = server() ? server_application_ : client_application_;
      secret = wire::next_traffic_secret(digest(), secret);
      set_write(Epoch::kApplication, secret);
      return;
    }
    default:
      return;
  }
}

}  // namespace parallax::puppet
