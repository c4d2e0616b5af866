// Connection: a TLS 1.2 or 1.3 peer, without sockets and without a will of its own.
//
// It takes octets in, understands what it can, and holds a plan of what the RFCs have it say next. Nothing
// is sent but by play() and send(): who drives it decides what is said, when, and how wrong.
//
// Invariants: process() consumes whole records and ends; no octets make it throw or loop; what it does not
// understand is kept in received() as it came. A message of the wrong kind or content is answered as the
// RFCs say, by a planned alert, after which nothing is planned any more, but everything can still be sent.
// Certificates are not judged (no chain, no name, no time): only that the peer has the key.
//
// Threads: one Connection belongs to one thread, with its Wallet and SessionStore. Complexity: linear in the
// octets, beside the cryptography. Source: RFC 8446; RFC 5246; RFC 7627, 7366, 5746, 5077.
#ifndef PARALLAX_HARNESS_PUPPET_CONNECTION_H_
#define PARALLAX_HARNESS_PUPPET_CONNECTION_H_

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/puppet/config.h"
#include "harness/puppet/crypto.h"
#include "harness/puppet/messages.h"
#include "harness/puppet/shape.h"
#include "harness/wire/key_schedule.h"
#include "harness/wire/octets.h"
#include "harness/wire/protection.h"
#include "harness/wire/suites.h"

namespace parallax::puppet {

using wire::Reader;
using wire::Writer;

// What came in, one by one: a handshake message with its header, an alert's two octets, a piece of data,
// the content of a record of another type.
struct Received {
  std::uint8_t content = 0;  // ContentType
  Epoch epoch = Epoch::kPlain;
  std::string octets;
  std::uint16_t version = 0;  // of the header of the record that it ended in
  std::uint8_t message() const { return octets.empty() ? 0 : static_cast<std::uint8_t>(octets[0]); }
};

// One thing of a plan.
struct Item {
  enum class Kind : std::uint8_t { kMessage, kCcs, kWriteEpoch, kAlert } kind;
  std::uint8_t number = 0;  // HandshakeType, or AlertDescription
  Epoch epoch = Epoch::kPlain;
};

class Connection {
 public:
  // `wallet` and `sessions` outlive it. An own certificate that cannot be read shows in problem().
  Connection(Config config, Wallet* wallet, SessionStore* sessions, Entropy entropy);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Takes octets in and understands all complete records.
  void receive(std::string_view octets);
  // What is to be carried to the other end; the caller takes it out.
  std::string& out() { return out_; }

  // What comes next, in order.
  std::deque<Item>& plan() { return plan_; }
  // Says it. `shape` is of messages, alerts and change_cipher_spec alike.
  void play(const Item& item, const Shape& shape = {});
  // Closes an unfinished record of joined messages.
  void flush();

  // The body that a message of that type has now, if the RFCs are followed.
  std::string body_of(std::uint8_t type);
  // A message in three parts, for who wants to change it between: what must be so before it is made (the
  // type is a HandshakeType, or kHelloRetryRequest); sending it, header and all, and whether it counts in
  // the transcript; and what follows from having sent it.
  void before_message(std::uint8_t type);
  void send_message(std::string_view message, const Shape& shape, bool counts);
  void after_message(std::uint8_t type);
  // Whether a message of that type is part of the transcript in the present state.
  bool counts(std::uint8_t type) const;
  // A ClientHello's body with its PSK binder made right again, if it has one.
  std::string rebound(std::string body);
  // Sends a record, or several if it is long, of any type.
  void send_record(std::uint8_t type, std::string_view content, const Shape& shape);
  void send_alert(std::uint8_t level, std::uint8_t description, const Shape& shape);

  // Application data, in the epoch of writing.
  void write(std::string_view data) { send_record(kTypeData, data, {}); }
  // Plans: a KeyUpdate; a CertificateRequest after the handshake; a new TLS 1.2 handshake.
  void plan_key_update(bool request);
  void plan_post_handshake_auth();
  void plan_renegotiation();

  bool finished() const { return finished_; }              // both Finished were right
  bool failed() const { return failed_; }                  // by its own judgement
  const std::string& problem() const { return problem_; }  // why
  std::optional<std::uint8_t> fatal_alert() const { return fatal_alert_; }  // of the other end
  bool closed() const { return closed_; }                                   // close_notify came
  std::uint16_t version() const { return version_; }                        // agreed, else 0
  const wire::CipherSuite* suite() const { return suite_; }
  const std::string& alpn() const { return alpn_; }
  bool resumed() const { return resumed_; }
  bool early_data_accepted() const { return early_accepted_; }
  const std::vector<Received>& received() const { return received_; }
  std::string& data() { return data_; }  // application data, not yet read
  std::string take_data(std::size_t n);
  std::shared_ptr<const Session> session() const { return session_; }  // the last one given
  bool waiting_octets() const { return !in_.empty(); }
  // Lines as SSLKEYLOGFILE has them.
  const std::string& key_log() const { return key_log_; }
  const Config& config() const { return config_; }
  bool server() const { return config_.role == Role::kServer; }
  bool tls13() const { return version_ == kTls13; }

 private:
  // records.cc
  void process();
  bool take_record(std::uint8_t type, std::uint16_t version, std::string_view fragment);
  void take_content(std::uint8_t type, std::string_view content);
  void take_alert(std::string_view content);
  void take_messages();
  void emit_record(std::uint8_t type, std::string_view content, const Shape& shape);
  std::uint16_t record_version(std::uint8_t type) const;
  wire::Protection* writer(Epoch epoch);

  // receive.cc: a whole message, header included
  void take_message(const std::string& message);
  void dispatch(std::uint8_t type, std::string_view body);
  void fail(std::uint8_t alert, std::string why);
  bool decoded(const Reader& reader, std::string_view what);
  void expect(std::vector<std::uint8_t> types) { expected_ = std::move(types); }
  void take_client_hello(std::string_view body);
  void take_server_hello(std::string_view body);
  void take_retry(const std::map<std::uint16_t, std::string>& extensions);
  void take_server_hello_13(const std::map<std::uint16_t, std::string>& extensions);
  void take_server_hello_12(const std::map<std::uint16_t, std::string>& extensions);
  void take_encrypted_extensions(std::string_view body);
  void take_certificate(std::string_view body);
  void take_certificate_request(std::string_view body);
  void take_certificate_verify(std::string_view body);
  void take_server_key_exchange(std::string_view body);
  void take_server_hello_done();
  void take_client_key_exchange(std::string_view body);
  void take_finished(std::string_view body);
  void take_new_session_ticket(std::string_view body);
  void take_key_update(std::string_view body);
  void take_ccs(std::string_view content);

  // negotiate.cc: a server's choices
  void answer_client_hello();
  bool choose_psk(std::string_view extension);
  void choose_credential();
  const wire::CipherSuite* choose_suite();
  void answer_13();
  void answer_12();

  // build.cc
  std::string client_hello();
  std::string fill_binders(std::string body);
  std::string server_hello();
  std::string retry_request();
  std::string encrypted_extensions();
  std::string certificate();
  std::string certificate_request();
  std::string certificate_verify();
  std::string server_key_exchange();
  std::string client_key_exchange();
  std::string finished_body(bool by_server);
  std::string new_session_ticket();
  void remember_session_12();

  // keys.cc
  void enter_handshake_keys();
  void enter_application_keys();
  void enter_early_keys();
  void set_write(Epoch epoch, std::string_view secret);
  void set_read(Epoch epoch, std::string_view secret);
  void derive_master_12();
  void prepare_keys_12();
  void switch_write_epoch(Epoch epoch);
  void note_hello(std::string_view message);
  void note_finished();
  void client_flight_13();
  void log_secret(std::string_view label, std::string_view secret);
  std::string transcript_hash() const;
  wire::Digest digest() const;
  std::string random(std::size_t length);
  void message_to_plan(std::uint8_t type) {
    plan_.push_back({Item::Kind::kMessage, type, Epoch::kPlain});
  }
  void ccs_to_plan() { plan_.push_back({Item::Kind::kCcs, 0, Epoch::kPlain}); }
  void epoch_to_plan(Epoch epoch) { plan_.push_back({Item::Kind::kWriteEpoch, 0, epoch}); }

  Config config_;
  Wallet* wallet_;
  SessionStore* sessions_;
  Entropy entropy_;

  std::string in_, out_, handshake_in_, joined_, data_;
  std::deque<Item> plan_;
  std::vector<Received> received_;
  std::uint16_t header_ = 0;            // the version in the last record's header
  std::vector<std::uint8_t> expected_;  // types of messages that may come now

  // What was agreed.
  std::uint16_t version_ = 0;
  const wire::CipherSuite* suite_ = nullptr;
  std::uint16_t group_ = 0;
  std::string alpn_;
  bool resumed_ = false, finished_ = false, failed_ = false, closed_ = false;
  std::string problem_;
  std::optional<std::uint8_t> fatal_alert_;

  // The handshake's own.
  std::string transcript_;       // messages as they were sent
  std::string base_transcript_;  // of the main handshake: RFC 8446 4.4
  std::string client_random_, server_random_, session_id_, own_hello_, cookie_;
  std::map<std::uint16_t, std::string> offered_;  // the client's extensions
  std::vector<std::uint16_t> offered_suites_, peer_schemes_;
  std::uint16_t offered_version_ = 0;
  std::string offered_id_;
  std::vector<std::unique_ptr<KeyShare>> shares_;  // null where no key of the group can be made
  std::string peer_share_, shared_;
  std::uint16_t retry_group_ = 0;
  bool retried_ = false;
  std::shared_ptr<const Credential> credential_;
  std::shared_ptr<Botan::Public_Key> peer_key_;
  std::uint16_t scheme_ = 0;
  bool certificate_asked_ = false, peer_certificate_ = false, server_verified_ = false;
  std::string request_context_;
  std::shared_ptr<const Session> psk_, session_;
  std::vector<std::pair<std::shared_ptr<Session>, std::string>> early_tickets_;  // and their nonces
  int psk_index_ = 0, tickets_sent_ = 0;
  bool early_offered_ = false, early_accepted_ = false, ticket_promised_ = false;
  std::size_t skipped_early_ = 0;
  bool extended_ = false, etm_ = false, secure_renegotiation_ = false;
  std::string own_verify_, peer_verify_;  // of the last TLS 1.2 handshake: RFC 5746
  bool update_requested_ = false, ccs_sent_ = false, own_finished_ = false, peer_finished_ = false;

  // Keys.
  std::string early_secret_, handshake_secret_, master_, resumption_master_, premaster_;
  std::string client_handshake_, server_handshake_, client_application_, server_application_;
  std::map<Epoch, wire::Protection> write_, read_;
  std::optional<wire::Protection> next_write_, next_read_;  // TLS 1.2: from change_cipher_spec on
  Epoch write_epoch_ = Epoch::kPlain, read_epoch_ = Epoch::kPlain;
  std::string key_log_;
};

}  // namespace parallax::puppet

#endif  // PARALLAX_HARNESS_PUPPET_CONNECTION_H_
