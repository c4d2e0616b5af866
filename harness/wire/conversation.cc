#include "harness/wire/conversation.h"

#include <algorithm>
#include <utility>

#include "harness/wire/handshake.h"
#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

constexpr std::uint8_t kEndOfEarlyData = 5, kFinished = 20, kKeyUpdate = 24;  // RFC 8446 4
constexpr std::uint16_t kTls12 = 0x0303;

std::string_view traffic_label(Side side, Epoch epoch) {
  const bool client = side == Side::kClient;
  switch (epoch) {
    case Epoch::kEarly:
      return client ? "CLIENT_EARLY_TRAFFIC_SECRET" : "";
    case Epoch::kHandshake:
      return client ? "CLIENT_HANDSHAKE_TRAFFIC_SECRET" : "SERVER_HANDSHAKE_TRAFFIC_SECRET";
    case Epoch::kApplication:
      return client ? "CLIENT_TRAFFIC_SECRET_0" : "SERVER_TRAFFIC_SECRET_0";
    default:
      return "";
  }
}

constexpr Epoch kEpochs13[] = {Epoch::kEarly, Epoch::kHandshake, Epoch::kApplication};

KeyExchange exchange_of(const CipherSuite* suite) {
  if (suite == nullptr) return KeyExchange::kUnknown;
  switch (suite->exchange) {
    case Exchange::kTls13:
      return KeyExchange::kUnknown;
    case Exchange::kRsa:
      return KeyExchange::kRsa;
    case Exchange::kEcdheRsa:
    case Exchange::kEcdheEcdsa:
      return KeyExchange::kEcdhe;
    case Exchange::kDheRsa:
      return KeyExchange::kDhe;
  }
  return KeyExchange::kUnknown;
}

}  // namespace

std::string_view epoch_name(Epoch epoch) {
  switch (epoch) {
    case Epoch::kPlain:
      return "plain";
    case Epoch::kEarly:
      return "early";
    case Epoch::kHandshake:
      return "handshake";
    case Epoch::kApplication:
      return "application";
    case Epoch::kProtected:
      return "protected";
  }
  return {};
}

Setting Conversation::setting() const {
  const Dialect dialect = tls13() || version_ == 0 ? Dialect::kTls13
                          : version_ == kTls12     ? Dialect::kTls12
                                                   : Dialect::kTls10;
  return {dialect, exchange_of(suite_)};
}

std::size_t Conversation::rest(Side side) const {
  return direction(side).lost ? direction(side).lost_octets : direction(side).waiting.size();
}

std::vector<SeenRecord> Conversation::feed(Side side, std::string_view octets) {
  std::vector<SeenRecord> seen;
  Direction& from = direction(side);
  if (from.lost) {
    from.lost_octets += octets.size();
    return seen;
  }
  from.waiting.append(octets);
  RecordCursor cursor(from.waiting);
  for (Record record; cursor.next(&record);) {
    if (!record.plausible()) {
      from.lost = true;
      from.lost_octets = from.waiting.size() - record.offset;
      from.waiting.clear();
      return seen;
    }
    if (!record.complete) break;
    seen.push_back(see(side, record));
  }
  from.waiting.erase(0, from.waiting.size() - cursor.rest().size());
  return seen;
}

SeenRecord Conversation::see(Side side, const Record& record) {
  SeenRecord seen;
  seen.type = seen.inner_type = record.type;
  seen.version = record.version;
  seen.length = record.length;
  Direction& from = direction(side);
  // TLS 1.3 protects application_data records alone; its alerts, and its change_cipher_spec of whatever
  // time, may stand in plaintext (RFC 8446 5, D.4). Before a ServerHello it can only be early data.
  const bool protectable = from.epoch == Epoch::kProtected ||
                           (record.type == kApplicationData && (tls13() || version_ == 0));
  // Behind a client's change_cipher_spec, whose answer could not be read.
  const bool unknown =
      side == Side::kClient && changed_early_ && !answered_ && direction(Side::kServer).lost;
  if (unknown) {
    seen.sealed = true;
    return seen;
  }
  if (protectable) {
    std::optional<Opened> opened = open(side, record);
    seen.epoch = from.epoch;
    if (!opened) {
      seen.sealed = true;
      return seen;
    }
    seen.inner_type = opened->type;
    seen.content = opened->content.size();
    seen.padding = opened->padding;
    read_content(side, opened->type, opened->content, &seen);
    return seen;
  }
  seen.content = record.fragment.size();
  read_content(side, record.type, record.fragment, &seen);
  return seen;
}

std::optional<Opened> Conversation::open(Side side, const Record& record) {
  Direction& from = direction(side);
  const auto attempt = [&](std::vector<Key>& keys) -> std::optional<Opened> {
    for (Key& key : keys) {
      auto opened = key.open.open(record.type, record.version, record.fragment);
      if (!opened) continue;
      Key fits = std::move(key);
      from.epoch = fits.epoch;
      from.keys.clear();
      from.keys.push_back(std::move(fits));
      return std::move(*opened);
    }
    return std::nullopt;
  };
  std::optional<Opened> opened = attempt(from.keys);
  if (from.epoch == Epoch::kProtected) return opened;
  // Keys cost some microseconds each: a later epoch's are made only when no earlier one's fit.
  const Epoch reached = from.epoch;
  for (const Epoch epoch : kEpochs13) {
    if (opened || epoch <= reached) continue;
    std::vector<Key> later = keys_of(side, epoch);
    opened = attempt(later);
  }
  return opened;
}

std::vector<Conversation::Key> Conversation::keys_of(Side side, Epoch epoch) const {
  std::vector<Key> found;
  for (const std::string& secret : secrets_.find(traffic_label(side, epoch), client_random_)) {
    for (const CipherSuite& suite : cipher_suites()) {
      // Early data have the suite of the session that is resumed, which goes unsaid.
      const bool fits = epoch == Epoch::kEarly ? suite.tls13() : &suite == suite_;
      if (fits && suite.tls13() && digest_size(suite.hash) == secret.size())
        found.push_back({epoch, Protection::tls13(suite, secret, Protection::Way::kOpen), secret});
    }
  }
  return found;
}

void Conversation::read_content(Side side, std::uint8_t type, std::string_view content,
                                SeenRecord* seen) {
  if (type == kHandshake) return read_handshake(side, content, seen);
  seen->said.push_back({type, std::string(content), setting(), 1});
  if (type != kChangeCipherSpec || tls13()) return;
  // Who resumes may say it before the answer, whose random is in the keys: it is then the server that is first.
  if (side == Side::kClient && !answered_) {
    changed_early_ = true;
  } else if (version_ != 0) {
    change_keys_12(side);
    if (side == Side::kClient) changed_early_ = false;
    if (side == Side::kServer && std::exchange(changed_early_, false))
      change_keys_12(Side::kClient);
  }
}

void Conversation::read_handshake(Side side, std::string_view content, SeenRecord* seen) {
  Direction& from = direction(side);
  if (from.skip > 0) {
    const std::size_t skipped = std::min(from.skip, content.size());
    content.remove_prefix(skipped);
    from.skip -= skipped;
    from.records = 0;  // what is behind it begins in this record
  }
  from.handshake.append(content);
  ++from.records;
  std::string_view octets = from.handshake;
  HandshakeMessage message;
  for (std::string_view at = octets; next_message(&at, &message); octets = at) {
    if (!message.complete) {
      if (message.length <= kMaxHeldMessage) break;
      from.skip = message.length - message.body.size();
      from.skipped = message.type;
      octets = {};
      break;
    }
    const std::string whole(octets.substr(0, kHandshakeHeader + message.length));
    learn(side, whole);
    seen->said.push_back({kHandshake, whole, setting(), from.records});
    from.records = 1;
  }
  from.handshake.erase(0, from.handshake.size() - octets.size());
  seen->unfinished = !from.handshake.empty() || from.skip > 0;
  if (seen->unfinished)
    seen->unfinished_type =
        from.skip > 0 ? from.skipped : static_cast<std::uint8_t>(from.handshake[0]);
  if (!seen->unfinished) from.records = 0;
}

// What a message changes for those that follow it.
void Conversation::learn(Side side, std::string_view octets) {
  const auto type = static_cast<std::uint8_t>(octets[0]);
  if (type == kClientHello && side == Side::kClient) {
    client_random_ = content(read_message(octets, setting()), "random").value_or("");
    answered_ = changed_early_ = false;
  } else if (type == kServerHello && side == Side::kServer) {
    learn_server_hello(read_message(octets, setting()));
  } else if (tls13() && type == kEndOfEarlyData && side == Side::kClient) {
    enter(side, Epoch::kHandshake);
  } else if (tls13() && type == kFinished) {
    enter(side, Epoch::kApplication);
  } else if (tls13() && type == kKeyUpdate) {
    Direction& from = direction(side);
    if (from.epoch != Epoch::kApplication || from.keys.empty() || suite_ == nullptr) return;
    Key& key = from.keys[0];
    key.secret = next_traffic_secret(suite_->hash, key.secret);
    key.open = Protection::tls13(*suite_, key.secret, Protection::Way::kOpen);
  }
}

void Conversation::learn_server_hello(const Field& hello) {
  const auto legacy = number(hello, "legacy_version");
  const auto selected = number(hello, "extensions.supported_versions.selected_version");
  const auto suite = number(hello, "cipher_suite");
  if (!legacy || !suite) return;
  version_ = static_cast<std::uint16_t>(selected.value_or(*legacy));
  suite_ = find_suite(static_cast<std::uint16_t>(*suite));
  encrypt_then_mac_ = find(hello, "extensions.encrypt_then_mac") != nullptr;
  server_random_ = content(hello, "random").value_or("");
  answered_ = true;
}

// From change_cipher_spec on, a side of TLS 1.2 writes with what the last hellos agreed upon.
void Conversation::change_keys_12(Side side) {
  Direction& from = direction(side);
  from.keys.clear();
  from.epoch = Epoch::kProtected;
  if (version_ != kTls12 || suite_ == nullptr || suite_->tls13()) return;
  for (const std::string& master : secrets_.find("CLIENT_RANDOM", client_random_)) {
    const KeyBlock keys = key_block(*suite_, master, client_random_, server_random_);
    from.keys.push_back(
        {Epoch::kProtected,
         Protection::tls12(*suite_, side == Side::kClient ? keys.client : keys.server,
                           encrypt_then_mac_, Protection::Way::kOpen),
         {}});
  }
}

// The next epoch's keys are tried alone: what is still sent with the old ones would be a fault.
void Conversation::enter(Side side, Epoch epoch) {
  Direction& from = direction(side);
  if (from.epoch >= epoch) return;
  from.keys = keys_of(side, epoch);
  from.epoch = epoch;
}

}  // namespace parallax::wire
