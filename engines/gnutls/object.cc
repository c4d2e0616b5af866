// How a connection is made, used and ended.
#include "engines/gnutls/object.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "engines/gnutls/any_alert.h"
#include "engines/gnutls/errors.h"
#include "engines/gnutls/hostname.h"

namespace parallax::gnutls {
namespace {

using Unexpected = tl::unexpected<Outcome>;

// No record of TLS carries more, so no read needs a larger buffer.
constexpr std::size_t kLargestRecord = 16384;
// Above this no process can have the memory that read() would ask for.
constexpr std::int64_t kMostMemory = std::int64_t{1} << 46;

}  // namespace

GnuTlsObject::GnuTlsObject(std::uint64_t seed, std::string_view name,
                           std::shared_ptr<GnuTlsContext> context, std::shared_ptr<Bio> in,
                           std::shared_ptr<Bio> out, Role role)
    : context_(std::move(context)),
      first_context_(context_),
      credentials_{context_->shared_credentials()},
      priority_(context_->priority()),
      in_(std::move(in)),
      out_(std::move(out)),
      stream_(seed, name),
      role_(role),
      verify_(context_->options().verify),
      check_hostname_(context_->options().check_hostname) {}

GnuTlsObject::~GnuTlsObject() {
  if (session_ != nullptr) gnutls_deinit(session_);
}

Result<SslObject> GnuTlsObject::make(std::uint64_t seed, std::string_view name,
                                     std::shared_ptr<GnuTlsContext> context,
                                     std::shared_ptr<Bio> in, std::shared_ptr<Bio> out,
                                     const WrapOptions& options) {
  std::shared_ptr<GnuTlsObject> object(new GnuTlsObject(
      seed, name, std::move(context), std::move(in), std::move(out), options.role));
  if (Outcome outcome = object->set_up(options); !outcome.is_ok()) return Unexpected(outcome);
  return object;
}

Outcome GnuTlsObject::set_up(const WrapOptions& options) {
  const ContextOptions& settings = context_->options();
  if (settings.role != role_) {
    PythonError error;
    error.type = "SSLError";
    error.error_no = 0;
    error.message = is_server()
                        ? "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context"
                        : "Cannot create a client socket with a PROTOCOL_TLS_SERVER context";
    return Outcome::raised(std::move(error));
  }
  // Neither a server with a name nor check_hostname without one is refused: SSLSocket does that,
  // wrap_bio does not.
  if (options.server_hostname.has_value()) {
    auto encoded = encode_hostname(*options.server_hostname);
    if (!encoded) return encoded.error();
    hostname_ = *encoded;
  }

  const std::uint64_t bits = effective_options(settings);
  unsigned flags = GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL;
  flags |= is_server() ? GNUTLS_SERVER : GNUTLS_CLIENT | GNUTLS_AUTO_REAUTH;
  if (settings.post_handshake_auth) flags |= GNUTLS_POST_HANDSHAKE_AUTH;
  if ((bits & option::kNoTicket) != 0) flags |= GNUTLS_NO_TICKETS;
  if (settings.tickets.has_value()) flags |= GNUTLS_NO_AUTO_SEND_TICKET;
  if (const int code = call([&] { return gnutls_init(&session_, flags); }); code < 0) {
    session_ = nullptr;
    return ssl_error(code);
  }
  gnutls_session_set_ptr(session_, this);
  gnutls_transport_set_ptr(session_, this);
  gnutls_transport_set_pull_function(session_, pull);
  gnutls_transport_set_push_function(session_, push);
  if (priority_->handle != nullptr) gnutls_priority_set(session_, priority_->handle);
  gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, context_->credentials().certificate);
  gnutls_session_set_verify_function(session_, on_peer_certificate);
  gnutls_session_set_keylog_function(session_, on_secret);
  if (!settings.alpn.empty()) offer_protocols();
  if (is_server()) {
    gnutls_certificate_server_set_request(session_, certificate_request());
    // As Python's, the request names no authorities.
    gnutls_certificate_send_x509_rdn_sequence(session_, 1);
    gnutls_handshake_set_post_client_hello_function(session_, on_client_hello);
    gnutls_handshake_set_hook_function(session_, GNUTLS_HANDSHAKE_CLIENT_HELLO, GNUTLS_HOOK_PRE,
                                       on_raw_client_hello);
    if ((bits & option::kNoTicket) == 0) {
      std::string& key = context_->ticket_key();
      const gnutls_datum_t datum{reinterpret_cast<unsigned char*>(key.data()),
                                 static_cast<unsigned>(key.size())};
      gnutls_session_ticket_enable_server(session_, &datum);
    }
    gnutls_db_set_ptr(session_, first_context_.get());
    gnutls_db_set_store_function(session_, on_store);
    gnutls_db_set_retrieve_function(session_, on_retrieve);
    gnutls_db_set_remove_function(session_, on_remove);
  } else if (hostname_.has_value() && !is_address(*hostname_)) {
    gnutls_server_name_set(session_, GNUTLS_NAME_DNS, hostname_->data(), hostname_->size());
  }
  return options.session == nullptr ? Outcome::ok() : set_session(options.session);
}

void GnuTlsObject::offer_protocols() {
  std::vector<gnutls_datum_t> protocols;
  for (const std::string& protocol : context_->options().alpn) {
    protocols.push_back({reinterpret_cast<unsigned char*>(const_cast<char*>(protocol.data())),
                         static_cast<unsigned>(protocol.size())});
  }
  gnutls_alpn_set_protocols(session_, protocols.data(), static_cast<unsigned>(protocols.size()),
                            GNUTLS_ALPN_SERVER_PRECEDENCE);
}

Outcome GnuTlsObject::do_handshake() {
  if (busy_) return reentered();
  if (death_ == Death::kAlertReceived) return zero_return();
  if (death_ == Death::kOwnError) return eof_error(0);
  if (!established_) return finish(shake());
  return finish(reauth_ == Reauth::kRequested ? send_request() : Outcome::ok());
}

Outcome GnuTlsObject::shake() {
  if (established_) return Outcome::ok();
  if (close_received_) return zero_return();
  if (priority_->refused < 0) return ssl_error(priority_->refused);
  started_ = true;
  for (;;) {
    const int code = call([&] { return gnutls_handshake(session_); });
    if (code >= 0) return established();
    if (code == GNUTLS_E_SESSION_EOF) {
      close_received_ = true;
      return zero_return();
    }
    if (saw_eof_ && ignores_eof()) {
      close_received_ = true;
      return zero_return();
    }
    Outcome outcome;
    if (!recovers(code, &outcome)) return outcome;
  }
}

Outcome GnuTlsObject::established() {
  const ContextOptions& settings = context_->options();
  established_ = true;
  if (!is_server() && check_hostname_ && hostname_.has_value() &&
      gnutls_session_is_resumed(session_) != 0) {
    fault_ = verify_name(session_, *hostname_);
    if (fault_.has_value()) return fail(GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR);
  }
  if (!is_server() || !is_tls13()) return Outcome::ok();
  const int tickets = settings.tickets.value_or(0);
  if (tickets > 0 && (effective_options(settings) & option::kNoTicket) == 0) {
    // A client without psk_key_exchange_modes gets none, which GnuTLS calls an invalid request.
    call([&] { return gnutls_session_ticket_send(session_, static_cast<unsigned>(tickets), 0); });
  }
  return Outcome::ok();
}

bool GnuTlsObject::recovers(int code, Outcome* outcome) {
  if (code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED) {
    if (!starved_) return true;  // a message was dealt with; there may be more
    *outcome = want_read();
    return false;
  }
  if (code == GNUTLS_E_REHANDSHAKE) {
    call([&] { return gnutls_alert_send(session_, GNUTLS_AL_WARNING, GNUTLS_A_NO_RENEGOTIATION); });
    return true;
  }
  if (gnutls_error_is_fatal(code) == 0) return true;  // a warning alert and the like
  *outcome = fail(code);
  return false;
}

Outcome GnuTlsObject::fail(int code) {
  const bool met_eof = saw_eof_;
  if (code == GNUTLS_E_FATAL_ALERT_RECEIVED) {
    death_ = Death::kAlertReceived;
    const char* const alert = gnutls_alert_get_name(gnutls_alert_get(session_));
    return ssl_error(code, alert == nullptr ? std::string_view() : alert);
  }
  death_ = Death::kOwnError;
  if (met_eof) return eof_error(GNUTLS_E_PREMATURE_TERMINATION);
  call([&] {
    if (fault_.has_value()) return gnutls_alert_send(session_, GNUTLS_AL_FATAL, fault_->alert);
    if (alert_.has_value()) return parallax_gnutls_send_alert(session_, *alert_);
    return gnutls_alert_send_appropriate(session_, code);
  });
  if (fault_.has_value()) return verification_error(fault_->verify_code, fault_->verify_message);
  return ssl_error(code);
}

Outcome GnuTlsObject::read(std::int64_t length) {
  if (length < 0) return Outcome::raised("ValueError", "size should not be negative");
  if (length == 0) return Outcome::ok(Value::bytes({}));
  if (length > std::numeric_limits<std::int64_t>::max() - 64) {
    return Outcome::raised("OverflowError", "byte string is too large");
  }
  if (length > kMostMemory) return Outcome::raised("MemoryError", "");
  if (busy_) return reentered();
  auto octets = receive(static_cast<std::size_t>(length));
  return finish(octets ? Outcome::ok(Value::bytes(*octets)) : octets.error());
}

Outcome GnuTlsObject::read_into(std::int64_t length, std::string& buffer) {
  if (buffer.empty()) return Outcome::ok(Value::integer(0));
  if (busy_) return reentered();
  const auto room = static_cast<std::int64_t>(buffer.size());
  const std::int64_t size = length <= 0 || length > room ? room : length;
  auto octets = receive(static_cast<std::size_t>(size));
  if (!octets) return finish(octets.error());
  std::copy(octets->begin(), octets->end(), buffer.begin());
  return finish(Outcome::ok(Value::integer(static_cast<std::int64_t>(octets->size()))));
}

tl::expected<std::string, Outcome> GnuTlsObject::receive(std::size_t size) {
  if (death_ == Death::kAlertReceived) return std::string();
  if (death_ == Death::kOwnError) return Unexpected(eof_error(0));
  if (!established_) {
    if (Outcome outcome = shake(); !outcome.is_ok()) return Unexpected(outcome);
  }
  if (close_received_) {
    if (close_sent_) return Unexpected(zero_return());
    return std::string();
  }
  std::string buffer(std::min(size, kLargestRecord), '\0');
  for (;;) {
    if (reauth_ == Reauth::kWaiting && gnutls_record_check_pending(session_) == 0) {
      const int code = call([&] { return gnutls_reauth(session_, 0); });
      if (code >= 0) {
        reauth_ = Reauth::kIdle;
      } else if (code != GNUTLS_E_GOT_APPLICATION_DATA && !(saw_eof_ && ignores_eof())) {
        Outcome outcome;
        if (!recovers(code, &outcome)) return Unexpected(outcome);
        continue;
      }
    }
    const ssize_t count =
        call([&] { return gnutls_record_recv(session_, buffer.data(), buffer.size()); });
    if (count > 0) {
      buffer.resize(static_cast<std::size_t>(count));
      return buffer;
    }
    if (count == 0 || (saw_eof_ && ignores_eof())) {
      close_received_ = true;
      if (close_sent_) return Unexpected(zero_return());
      return std::string();
    }
    Outcome outcome;
    if (!recovers(static_cast<int>(count), &outcome)) return Unexpected(outcome);
  }
}

Outcome GnuTlsObject::write(std::string_view data) {
  if (busy_) return reentered();
  // Before all else, as OpenSSL does: even b"", and even when the connection has died since.
  if (close_sent_) return finish(ssl_error(GNUTLS_E_INVALID_SESSION));
  if (death_ == Death::kAlertReceived) return zero_return();
  if (death_ == Death::kOwnError) return eof_error(0);
  if (!established_) {
    if (Outcome outcome = shake(); !outcome.is_ok()) return finish(outcome);
  }
  if (data.empty()) return finish(Outcome::ok(Value::integer(0)));
  if (reauth_ == Reauth::kRequested) {
    if (Outcome outcome = send_request(); !outcome.is_ok()) return finish(outcome);
  }
  for (std::size_t done = 0; done < data.size();) {
    const ssize_t count =
        call([&] { return gnutls_record_send(session_, data.data() + done, data.size() - done); });
    if (count < 0) return finish(fail(static_cast<int>(count)));
    done += static_cast<std::size_t>(count);
  }
  return finish(Outcome::ok(Value::integer(static_cast<std::int64_t>(data.size()))));
}

Outcome GnuTlsObject::unwrap() {
  if (busy_) return reentered();
  // GnuTLS would send an alert in the middle of a handshake; the contract says that is an error.
  if (!is_usable()) return ssl_error(GNUTLS_E_INVALID_REQUEST);
  if (!close_sent_) {
    const int code = call([&] { return gnutls_bye(session_, GNUTLS_SHUT_WR); });
    if (code < 0) return finish(fail(code));
    close_sent_ = true;
  }
  // gnutls_bye(GNUTLS_SHUT_RDWR) would throw away data that came in; nothing may be lost unseen.
  while (!close_received_) {
    char octet = 0;
    const ssize_t count = call([&] { return gnutls_record_recv(session_, &octet, 1); });
    if (count > 0) {
      death_ = Death::kOwnError;
      return finish(ssl_error(GNUTLS_E_GOT_APPLICATION_DATA));
    }
    if (count == 0 || (saw_eof_ && ignores_eof())) {
      close_received_ = true;
    } else {
      Outcome outcome;
      if (!recovers(static_cast<int>(count), &outcome)) return finish(outcome);
    }
  }
  return finish(Outcome::ok());
}

Outcome GnuTlsObject::verify_client_post_handshake() {
  if (busy_) return reentered();
  if (!is_usable() || !is_server() || !is_tls13() ||
      (gnutls_session_get_flags(session_) & GNUTLS_SFLAGS_POST_HANDSHAKE_AUTH) == 0 ||
      !context_->options().post_handshake_auth || certificate_request() == GNUTLS_CERT_IGNORE ||
      reauth_ != Reauth::kIdle) {
    return ssl_error(GNUTLS_E_INVALID_REQUEST);
  }
  reauth_ = Reauth::kRequested;
  return Outcome::ok();
}

Outcome GnuTlsObject::send_request() {
  gnutls_certificate_server_set_request(session_, certificate_request());
  reauth_ = Reauth::kWaiting;
  const int code = call([&] { return gnutls_reauth(session_, 0); });
  if (code >= 0) reauth_ = Reauth::kIdle;
  // Data that came in before the client's answer is for read() to give.
  if (code >= 0 || code == GNUTLS_E_GOT_APPLICATION_DATA || gnutls_error_is_fatal(code) == 0) {
    return Outcome::ok();
  }
  return fail(code);
}

Outcome GnuTlsObject::finish(Outcome outcome) {
  std::vector<std::string> secrets = std::move(secrets_);
  secrets_.clear();
  for (const std::string& line : secrets) {
    const Reaction reaction = first_context_->keylog();
    if (!reaction) break;
    reaction({Value::text(line)});  // what it raises is not the operation's outcome
  }
  outcome.notes().insert(outcome.notes().end(), notes_.begin(), notes_.end());
  notes_.clear();
  return outcome;
}

}  // namespace parallax::gnutls
