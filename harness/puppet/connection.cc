#include "harness/puppet/connection.h"

namespace parallax::puppet {
namespace {

constexpr std::uint16_t kSuites[] = {
    0x1301, 0x1302, 0x1303,                          // TLS 1.3
    0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8,  // TLS 1.2, forward secret, AEAD
    0xC009, 0xC013, 0xC00A, 0xC014, 0xC023, 0xC027,  // CBC
    0xC024, 0xC028, 0x009C, 0x009D, 0x002F, 0x0035,  // static RSA
    0x003C, 0x003D};
constexpr std::uint16_t kGroups[] = {kX25519, kSecp256r1, kSecp384r1, kSecp521r1};
constexpr std::uint16_t kSchemes[] = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805,
                                      0x0501, 0x0603, 0x0806, 0x0601, 0x0807};

}  // namespace

void fill_defaults(Config* config) {
  if (config->suites.empty()) config->suites.assign(std::begin(kSuites), std::end(kSuites));
  if (config->groups.empty()) config->groups.assign(std::begin(kGroups), std::end(kGroups));
  if (config->shares.empty()) config->shares = {config->groups.front()};
  if (config->schemes.empty()) config->schemes.assign(std::begin(kSchemes), std::end(kSchemes));
}

Connection::Connection(Config config, Wallet* wallet, SessionStore* sessions, Entropy entropy)
    : config_(std::move(config)),
      wallet_(wallet),
      sessions_(sessions),
      entropy_(std::move(entropy)) {
  fill_defaults(&config_);
  for (const std::string& name : config_.certificates) {
    if (const auto credential = wallet_->credential(name); !credential)
      problem_ = credential.error();
  }
  if (server()) {
    expect({kClientHello});
    return;
  }
  if (config_.session && config_.session->version == kTls13 && config_.highest >= kTls13)
    psk_ = config_.session;
  early_offered_ = psk_ && config_.early_data && psk_->max_early_data > 0;
  message_to_plan(kClientHello);
  if (early_offered_) {
    if (config_.middlebox) ccs_to_plan();
    epoch_to_plan(Epoch::kEarly);
  }
  expect({kServerHello});
}

Connection::~Connection() = default;

void Connection::play(const Item& item, const Shape& shape) {
  switch (item.kind) {
    case Item::Kind::kMessage: {
      before_message(item.number);
      const std::uint8_t type = item.number == kHelloRetryRequest ? kServerHello : item.number;
      const std::string body = body_of(item.number);
      send_message(Writer().number(type, 1).vector(3, body).str(), shape, counts(item.number));
      return after_message(item.number);
    }
    case Item::Kind::kCcs:
      ccs_sent_ = true;
      return send_record(kTypeCcs, "\x01", shape);
    case Item::Kind::kWriteEpoch:
      return switch_write_epoch(item.epoch);
    case Item::Kind::kAlert:
      return send_alert(item.number == kCloseNotify ? 1 : 2, item.number, shape);
  }
}

void Connection::before_message(std::uint8_t type) {
  if (type == kHelloRetryRequest) {
    // The first ClientHello becomes its hash: RFC 8446 4.4.1.
    transcript_ = Writer().number(kMessageHash, 1).vector(3, transcript_hash()).take();
  }
  if (type == kCertificateRequest && finished_ && tls13()) transcript_ = base_transcript_;
}

bool Connection::counts(std::uint8_t type) const {
  return type != kHelloRequest && type != kKeyUpdate && !(type == kNewSessionTicket && tls13());
}

// A script may have changed what the key schedule needs of an own hello.
void Connection::note_hello(std::string_view message) {
  Reader reader(message);
  const std::uint8_t type = reader.uint8();
  if (type != kClientHello && type != kServerHello) return;
  reader.take(3 + 2);  // length, legacy_version
  const std::string_view random = reader.take(32);
  const std::string_view id = reader.vector(1);
  if (!reader.ok()) return;
  if (type == kClientHello && !server()) {
    client_random_ = random;
    offered_id_ = id;
    own_hello_ = message.substr(4);
  } else if (type == kServerHello && server() && random != kRetryRandom) {
    server_random_ = random;
  }
}

void Connection::plan_key_update(bool request) {
  update_requested_ = request;
  message_to_plan(kKeyUpdate);
}

void Connection::plan_post_handshake_auth() {
  request_context_ = random(8);
  certificate_asked_ = true;
  message_to_plan(kCertificateRequest);
  expect({kCertificate});
}

void Connection::plan_renegotiation() {
  if (server()) {
    message_to_plan(kHelloRequest);
    return;
  }
  transcript_.clear();
  own_finished_ = peer_finished_ = false;
  config_.session.reset();
  message_to_plan(kClientHello);
  expect({kServerHello});
}

}  // namespace parallax::puppet
