// GnuTlsObject: ssl.SSLObject over a GnuTLS session and two MemoryBIOs.
//
// GnuTLS says what happened; the contract says what Python shows of it. The object keeps the few
// facts that the contract needs and GnuTLS does not keep: which close_notify went which way, and
// how the connection died. A dead object stays dead: GnuTLS is not asked again.
//
// object.cc moves data, object_callbacks.cc answers GnuTLS, object_facts.cc tells what was agreed.
//
// Threads: as SslObject. Reactions run inside operations; an operation that a reaction starts on
// the object that called it is refused as unsupported, since GnuTLS cannot be entered twice.
// Source: contract, "SSLObject"; GnuTLS manual, "Data transfer and termination".
#ifndef PARALLAX_ENGINES_GNUTLS_OBJECT_H_
#define PARALLAX_ENGINES_GNUTLS_OBJECT_H_

#include <gnutls/gnutls.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "engines/gnutls/bio.h"
#include "engines/gnutls/certificate.h"
#include "engines/gnutls/context.h"
#include "engines/gnutls/session.h"
#include "engines/gnutls/verify.h"

namespace parallax::gnutls {

class GnuTlsObject : public SslObject {
 public:
  static Result<SslObject> make(std::uint64_t seed, std::string_view name,
                                std::shared_ptr<GnuTlsContext> context, std::shared_ptr<Bio> in,
                                std::shared_ptr<Bio> out, const WrapOptions& options);
  ~GnuTlsObject() override;
  GnuTlsObject(const GnuTlsObject&) = delete;
  GnuTlsObject& operator=(const GnuTlsObject&) = delete;

  Outcome do_handshake() override;
  Outcome read(std::int64_t length) override;
  Outcome read_into(std::int64_t length, std::string& buffer) override;
  Outcome write(std::string_view data) override;
  Outcome unwrap() override;
  Outcome pending() override;

  Outcome version() override;
  Outcome cipher() override;
  Outcome shared_ciphers() override;
  Outcome compression() override { return Outcome::ok(); }
  Outcome selected_alpn_protocol() override;
  Outcome selected_npn_protocol() override { return Outcome::ok(); }
  Outcome getpeercert(bool binary_form) override;
  Outcome get_verified_chain() override;
  Outcome get_unverified_chain() override;
  Outcome get_channel_binding(std::string_view type) override;
  Outcome verify_client_post_handshake() override;

  Outcome server_side() override { return Outcome::ok(Value::boolean(is_server())); }
  Outcome server_hostname() override;
  Outcome session_reused() override;
  Outcome session(std::shared_ptr<Session>* session) override;
  Outcome set_session(const std::shared_ptr<Session>& session) override;
  std::shared_ptr<Context> context() override { return context_; }
  Outcome set_context(const std::shared_ptr<Context>& context) override;
  void observe(State* state) override;

 private:
  enum class Death : std::uint8_t { kAlive, kAlertReceived, kOwnError };
  // Post-handshake authentication, as a server drives it.
  enum class Reauth : std::uint8_t { kIdle, kRequested, kWaiting };

  GnuTlsObject(std::uint64_t seed, std::string_view name, std::shared_ptr<GnuTlsContext> context,
               std::shared_ptr<Bio> in, std::shared_ptr<Bio> out, Role role);
  Outcome set_up(const WrapOptions& options);
  bool is_server() const { return role_ == Role::kServer; }
  bool is_usable() const { return established_ && death_ == Death::kAlive; }
  bool is_tls13() const { return gnutls_protocol_get_version(session_) == GNUTLS_TLS1_3; }

  // True when an end of stream without close_notify counts as a clean one.
  bool ignores_eof() const {
    return (effective_options(context_->options()) & option::kIgnoreUnexpectedEof) != 0;
  }

  // One call of the library: its randomness chosen, its transport's facts fresh.
  template <typename Function>
  auto call(Function function) {
    const Draw draw(stream_);
    busy_ = true;
    starved_ = false;
    saw_eof_ = false;
    const auto result = function();
    busy_ = false;
    return result;
  }
  // ok None when done.
  Outcome shake();
  Outcome established();
  // Up to `size` octets of one record; empty at the end of the stream.
  tl::expected<std::string, Outcome> receive(std::size_t size);
  // What is to be done about a code below zero: true to call again, false when the caller must
  // answer with *outcome.
  bool recovers(int code, Outcome* outcome);
  // The connection is over: the alert is sent, the object is dead, and this is its error.
  Outcome fail(int code);
  Outcome send_request();  // of post-handshake authentication
  // Runs the reactions that waited for the library to return, and hands over the notes.
  Outcome finish(Outcome outcome);
  static Outcome reentered() { return Outcome::unsupported("GnuTLS cannot be entered twice"); }

  Value chain(bool verified);

  // What GnuTLS calls.
  static GnuTlsObject& of(gnutls_session_t session);
  static ssize_t pull(gnutls_transport_ptr_t self, void* data, std::size_t size);
  static ssize_t push(gnutls_transport_ptr_t self, const void* data, std::size_t size);
  static int on_client_hello(gnutls_session_t session);
  static int on_raw_client_hello(gnutls_session_t session, unsigned type, unsigned when,
                                 unsigned incoming, const gnutls_datum_t* message);
  static int on_peer_certificate(gnutls_session_t session);
  static int on_secret(gnutls_session_t session, const char* label, const gnutls_datum_t* secret);
  static int on_store(void* self, gnutls_datum_t key, gnutls_datum_t data);
  static gnutls_datum_t on_retrieve(void* self, gnutls_datum_t key);
  static int on_remove(void* self, gnutls_datum_t key);
  int react_to_sni(const std::optional<std::string>& asked);
  void offer_protocols();
  gnutls_certificate_request_t certificate_request() const;

  std::shared_ptr<GnuTlsContext> context_;
  // GnuTLS keeps pointers into these for as long as the session lives.
  std::shared_ptr<GnuTlsContext> first_context_;
  std::vector<std::shared_ptr<Credentials>> credentials_;
  std::shared_ptr<PriorityCache> priority_;
  std::shared_ptr<Bio> in_;
  std::shared_ptr<Bio> out_;
  Stream stream_;
  Role role_;
  // Copied when the object is made, as SSL_new does: a context set later changes neither.
  Verify verify_;
  bool check_hostname_;
  std::optional<std::string> hostname_;
  gnutls_session_t session_ = nullptr;

  bool busy_ = false;     // GnuTLS is on the stack
  bool starved_ = false;  // the last call wanted octets that were not there
  bool saw_eof_ = false;  // the last call met the end of the incoming BIO
  bool started_ = false;
  bool established_ = false;
  bool close_sent_ = false;
  bool close_received_ = false;
  Death death_ = Death::kAlive;
  Reauth reauth_ = Reauth::kIdle;
  std::optional<Fault> fault_;     // of the peer's certificate
  std::optional<unsigned> alert_;  // that a reaction asked for
  std::vector<const Suite*> offered_;
  std::vector<std::string> secrets_;  // key log lines not yet told
  std::vector<Note> notes_;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_OBJECT_H_
