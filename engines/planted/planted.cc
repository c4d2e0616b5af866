#include "engines/planted/planted.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <optional>
#include <string>
#include <utility>

namespace parallax {
namespace {

enum class Bug : std::uint8_t {
  kLoseOctet,
  kDoubleOctet,
  kEofEarly,
  kEofForgotten,
  kWriteAfterEof,
  kPendingOff,
  kReadTooMuch,
  kStaleError,
  kWrongClass,
  kWrongReason,
  kSilentTruncation,
  kDeadRises,
  kNoAlert,
  kWrongAlert,
  kAnyName,
  kAnyCertificate,
  kPlaintext,
  kVersionFlips,
  kHandshakeTwice,
  kNoCloseNotify,
  kShortWrite,
  kAlpnInvented,
  kUndocumented,
  kLooksMatter,
  kUnseeded,
  kCrash,
  kHang,
  kFlood,
  kHeartless,
};

struct Entry {
  Bug bug;
  Plant plant;
};
constexpr std::array kPlants = {
    Entry{Bug::kLoseOctet,
          {"lose-octet", "MemoryBIO.write loses the last octet of a write of 256 octets or more"}},
    Entry{Bug::kDoubleOctet,
          {"double-octet", "MemoryBIO.read gives an octet twice when a read ends inside a write"}},
    Entry{Bug::kEofEarly, {"eof-early", "MemoryBIO.eof is True one octet before the end"}},
    Entry{Bug::kEofForgotten,
          {"eof-forgotten", "MemoryBIO.eof is False again after a read at the end"}},
    Entry{Bug::kWriteAfterEof, {"write-after-eof", "MemoryBIO.write after write_eof returns 0"}},
    Entry{Bug::kPendingOff,
          {"pending-off", "MemoryBIO.pending counts one too many above 1000 octets"}},
    Entry{Bug::kReadTooMuch, {"read-too-much", "MemoryBIO.read(n) gives all there is when n is 3"}},
    Entry{Bug::kStaleError,
          {"stale-error", "an object's failure is shown again to the next object that waits"}},
    Entry{Bug::kWrongClass, {"wrong-class", "SSLZeroReturnError comes out as SSLEOFError"}},
    Entry{Bug::kWrongReason, {"wrong-reason", "errors lose their reason"}},
    Entry{Bug::kSilentTruncation,
          {"silent-truncation", "an end of stream without close_notify reads as b\"\""}},
    Entry{Bug::kDeadRises, {"dead-rises", "after a fatal error, write succeeds"}},
    Entry{Bug::kNoAlert, {"no-alert", "nothing is sent when a handshake fails"}},
    Entry{Bug::kWrongAlert, {"wrong-alert", "plaintext alerts say internal_error"}},
    Entry{Bug::kAnyName, {"any-name", "check_hostname is forgotten"}},
    Entry{Bug::kAnyCertificate, {"any-certificate", "verify=required is forgotten"}},
    Entry{Bug::kPlaintext,
          {"plaintext", "application data of 16 octets or more is also sent in the clear"}},
    Entry{Bug::kVersionFlips, {"version-flips", "version() says TLSv1.2 once data was written"}},
    Entry{Bug::kHandshakeTwice, {"handshake-twice", "do_handshake after completion raises"}},
    Entry{Bug::kNoCloseNotify, {"no-close-notify", "unwrap sends nothing"}},
    Entry{Bug::kShortWrite, {"short-write", "write returns one less than the length"}},
    Entry{Bug::kAlpnInvented,
          {"alpn-invented", "selected_alpn_protocol() says h2 whatever was agreed"}},
    Entry{Bug::kUndocumented,
          {"undocumented-exception", "unwrap before the handshake raises KeyError"}},
    Entry{Bug::kLooksMatter,
          {"looks-matter", "looking at an object's state takes an octet from its incoming BIO"}},
    Entry{Bug::kUnseeded, {"unseeded", "randomness does not come from the script's seed"}},
    Entry{Bug::kCrash, {"crash", "unwrap before the handshake is a segmentation fault"}},
    Entry{Bug::kHang, {"hang", "read after unwrap never returns"}},
    Entry{Bug::kFlood, {"flood", "a failed handshake fills the outgoing BIO with 17 MiB"}},
    Entry{Bug::kHeartless,
          {"bystander", "a failure of one object makes every other object forget its version"}},
};

// What the wrapped objects of one engine share.
struct Shared {
  Bug bug;
  std::optional<Outcome> stale;
  bool somebody_failed = false;
};

constexpr char kInternalError = 80;      // RFC 8446 section 6
constexpr char kAlertRecord = 21;        // RFC 8446 section 5.1
constexpr std::size_t kAlertOctets = 7;  // a plaintext alert with its record header

class PlantedBio final : public MemoryBio {
 public:
  PlantedBio(std::shared_ptr<MemoryBio> inner, Bug bug) : inner_(std::move(inner)), bug_(bug) {}

  Outcome read(std::int64_t size) override {
    if (bug_ == Bug::kReadTooMuch && size == 3) size = -1;
    const bool was_eof = inner_->state().eof;
    Outcome outcome = inner_->read(size);
    if (was_eof) forgotten_ = true;
    Bytes* bytes = outcome.value().as<Bytes>();
    if (bug_ == Bug::kDoubleOctet && bytes != nullptr && size > 0 && !bytes->octets.empty() &&
        inner_->state().pending > 0) {
      bytes->octets += bytes->octets.back();
    }
    if (bug_ == Bug::kWrongAlert && bytes != nullptr && bytes->octets.size() >= kAlertOctets) {
      char* alert = bytes->octets.data() + bytes->octets.size() - kAlertOctets;
      if (alert[0] == kAlertRecord && alert[3] == 0 && alert[4] == 2) alert[6] = kInternalError;
    }
    return outcome;
  }
  Outcome write(std::string_view octets) override {
    if (bug_ == Bug::kWriteAfterEof && ended_) return Outcome::ok(Value::integer(0));
    if (bug_ == Bug::kLoseOctet && octets.size() >= 256) {
      const Outcome outcome = inner_->write(octets.substr(0, octets.size() - 1));
      return outcome.is_ok() ? Outcome::ok(Value::integer(static_cast<std::int64_t>(octets.size())))
                             : outcome;
    }
    return inner_->write(octets);
  }
  Outcome write_eof() override {
    ended_ = true;
    return inner_->write_eof();
  }
  BioState state() const override {
    BioState state = inner_->state();
    if (bug_ == Bug::kEofEarly && ended_ && state.pending <= 1) state.eof = true;
    if (bug_ == Bug::kEofForgotten && forgotten_) state.eof = false;
    if (bug_ == Bug::kPendingOff && state.pending > 1000) ++state.pending;
    return state;
  }
  const std::shared_ptr<MemoryBio>& inner() const { return inner_; }

 private:
  std::shared_ptr<MemoryBio> inner_;
  Bug bug_;
  bool ended_ = false, forgotten_ = false;
};

class PlantedObject final : public SslObject {
 public:
  PlantedObject(std::shared_ptr<SslObject> inner, std::shared_ptr<MemoryBio> in,
                std::shared_ptr<MemoryBio> out, std::shared_ptr<Shared> shared)
      : inner_(std::move(inner)),
        in_(std::move(in)),
        out_(std::move(out)),
        shared_(std::move(shared)) {}

  Outcome do_handshake() override {
    if (is(Bug::kHandshakeTwice) && done_) return Outcome::raised("SSLError", "already done");
    Outcome outcome = bent(inner_->do_handshake());
    done_ |= outcome.is_ok();
    return outcome;
  }
  Outcome read(std::int64_t length) override {
    if (is(Bug::kHang) && closed_) {
      while (true) pause();
    }
    Outcome outcome = bent(inner_->read(length));
    if (is(Bug::kSilentTruncation) && outcome.is_raised("SSLEOFError") && done_)
      return Outcome::ok(Value::bytes(""));
    return outcome;
  }
  Outcome read_into(std::int64_t length, std::string& buffer) override {
    return bent(inner_->read_into(length, buffer));
  }
  Outcome write(std::string_view data) override {
    if (is(Bug::kDeadRises) && failed_)
      return Outcome::ok(Value::integer(static_cast<std::int64_t>(data.size())));
    Outcome outcome = bent(inner_->write(data));
    wrote_ |= outcome.is_ok();
    if (outcome.is_ok() && is(Bug::kPlaintext) && data.size() >= 16) out_->write(data);
    if (outcome.is_ok() && is(Bug::kShortWrite) && !data.empty()) {
      return Outcome::ok(Value::integer(static_cast<std::int64_t>(data.size()) - 1));
    }
    return outcome;
  }
  Outcome unwrap() override {
    if (is(Bug::kCrash) && !done_) raise(SIGSEGV);
    if (is(Bug::kUndocumented) && !done_) return Outcome::raised("KeyError", "state");
    closed_ = true;
    Outcome outcome = bent(inner_->unwrap());
    if (is(Bug::kNoCloseNotify)) out_->read(-1);
    return outcome;
  }
  Outcome pending() override { return inner_->pending(); }
  Outcome version() override {
    if (is(Bug::kVersionFlips) && wrote_) return Outcome::ok(Value::text("TLSv1.2"));
    return inner_->version();
  }
  Outcome cipher() override { return inner_->cipher(); }
  Outcome shared_ciphers() override { return inner_->shared_ciphers(); }
  Outcome compression() override { return inner_->compression(); }
  Outcome selected_alpn_protocol() override {
    return is(Bug::kAlpnInvented) ? Outcome::ok(Value::text("h2"))
                                  : inner_->selected_alpn_protocol();
  }
  Outcome selected_npn_protocol() override { return inner_->selected_npn_protocol(); }
  Outcome getpeercert(bool binary_form) override { return inner_->getpeercert(binary_form); }
  Outcome get_verified_chain() override { return inner_->get_verified_chain(); }
  Outcome get_unverified_chain() override { return inner_->get_unverified_chain(); }
  Outcome get_channel_binding(std::string_view type) override {
    return inner_->get_channel_binding(type);
  }
  Outcome verify_client_post_handshake() override { return inner_->verify_client_post_handshake(); }
  Outcome server_side() override { return inner_->server_side(); }
  Outcome server_hostname() override { return inner_->server_hostname(); }
  Outcome session_reused() override { return inner_->session_reused(); }
  Outcome session(std::shared_ptr<Session>* session) override { return inner_->session(session); }
  Outcome set_session(const std::shared_ptr<Session>& session) override {
    return inner_->set_session(session);
  }
  std::shared_ptr<Context> context() override { return inner_->context(); }
  Outcome set_context(const std::shared_ptr<Context>& context) override {
    return inner_->set_context(context);
  }
  void observe(State* state) override {
    if (is(Bug::kLooksMatter) && state->in.pending > 0) in_->read(1);
    inner_->observe(state);
    if (is(Bug::kVersionFlips) && wrote_ && !state->version.empty()) state->version = "TLSv1.2";
    if (is(Bug::kHeartless) && shared_->somebody_failed) state->version.clear();
    if (is(Bug::kAlpnInvented)) state->alpn = "h2";
  }

 private:
  bool is(Bug bug) const { return shared_->bug == bug; }

  // The outcome with the bugs that concern every operation.
  Outcome bent(Outcome outcome) {
    if (!outcome.is_raised()) return outcome;
    const bool waits = outcome.is_raised("SSLWantReadError");
    if (waits && is(Bug::kStaleError)) {
      if (auto stale = std::exchange(shared_->stale, std::nullopt)) return std::move(*stale);
    }
    if (waits) return outcome;
    if (!failed_) {
      if (is(Bug::kNoAlert) && !done_) out_->read(-1);
      // Little more than the rule bears, and in octets that the protocol writes as they are.
      if (is(Bug::kFlood) && !done_) out_->write(std::string(std::size_t{17} << 20, 'x'));
      shared_->stale = outcome;
      shared_->somebody_failed = true;
    }
    failed_ = true;
    if (is(Bug::kWrongClass) && outcome.is_raised("SSLZeroReturnError"))
      outcome.error().type = "SSLEOFError";
    if (is(Bug::kWrongReason)) outcome.error().reason = outcome.error().message = "";
    return outcome;
  }

  std::shared_ptr<SslObject> inner_;
  std::shared_ptr<MemoryBio> in_, out_;
  std::shared_ptr<Shared> shared_;
  bool done_ = false, failed_ = false, closed_ = false, wrote_ = false;
};

class PlantedEngine final : public Engine {
 public:
  PlantedEngine(Bug bug, std::unique_ptr<Engine> inner)
      : inner_(std::move(inner)),
        identity_(inner_->identity()),
        shared_(std::make_shared<Shared>(Shared{bug, {}, false})) {}

  const Identity& identity() const override { return identity_; }
  void begin(const ScriptSettings& settings) override {
    *shared_ = Shared{shared_->bug, {}, false};
    ScriptSettings own = settings;
    if (shared_->bug == Bug::kUnseeded) own.seed += ++begun_;
    inner_->begin(own);
  }
  void end() override { inner_->end(); }
  std::vector<std::string> take_key_log() override { return inner_->take_key_log(); }
  Result<Context> make_context(std::string_view name, const ContextOptions& options) override {
    ContextOptions own = options;
    if (shared_->bug == Bug::kAnyName) own.check_hostname = false;
    if (shared_->bug == Bug::kAnyCertificate && own.role == Role::kClient) {
      own.verify = Verify::kNone;
      own.check_hostname = false;
    }
    return inner_->make_context(name, own);
  }
  std::shared_ptr<MemoryBio> make_bio() override {
    return std::make_shared<PlantedBio>(inner_->make_bio(), shared_->bug);
  }
  Result<SslObject> wrap_bio(std::string_view name, const std::shared_ptr<Context>& context,
                             const std::shared_ptr<MemoryBio>& incoming,
                             const std::shared_ptr<MemoryBio>& outgoing,
                             const WrapOptions& options) override {
    // Every BIO of this engine is one of ours.
    const auto& in = static_cast<const PlantedBio&>(*incoming).inner();
    const auto& out = static_cast<const PlantedBio&>(*outgoing).inner();
    auto object = inner_->wrap_bio(name, context, in, out, options);
    if (!object) return object;
    return std::make_shared<PlantedObject>(std::move(*object), in, out, shared_);
  }
  Outcome disturb(std::string_view kind) override { return inner_->disturb(kind); }

 private:
  std::unique_ptr<Engine> inner_;
  Identity identity_;
  std::shared_ptr<Shared> shared_;
  std::uint64_t begun_ = 0;
};

}  // namespace

std::span<const Plant> plants() {
  static const auto all = [] {
    std::array<Plant, kPlants.size()> out{};
    std::transform(kPlants.begin(), kPlants.end(), out.begin(),
                   [](const Entry& entry) { return entry.plant; });
    return out;
  }();
  return all;
}

std::unique_ptr<Engine> plant(std::string_view bug, std::unique_ptr<Engine> inner) {
  const auto it = std::find_if(kPlants.begin(), kPlants.end(),
                               [&](const Entry& e) { return e.plant.name == bug; });
  if (it == kPlants.end()) return nullptr;
  return std::make_unique<PlantedEngine>(it->bug, std::move(inner));
}

}  // namespace parallax
