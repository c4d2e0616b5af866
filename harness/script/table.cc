#include "harness/script/table.h"

#include <algorithm>
#include <array>

namespace parallax {
namespace {

using std::string_view;

// Retired tags, never used again: none yet. 19 to 31 are kept for the puppet.

constexpr string_view kRoles[] = {"client", "server"};
constexpr string_view kTls[] = {"1.3",     "1.2",     "1.2-1.3", "1.1",     "1.0",
                                "1.0-1.3", "1.1-1.3", "1.0-1.2", "1.1-1.2", "1.0-1.1"};
constexpr string_view kVerify[] = {"none", "optional", "required"};
constexpr string_view kCertificates[] = {"p256",  "rsa2048", "none",
                                         "chain", "expired", "wrong-name"};
constexpr string_view kAuthorities[] = {"root", "none", "other-root", "intermediate"};
constexpr string_view kCurves[] = {"prime256v1", "secp384r1", "X25519"};
constexpr string_view kAlpn[] = {"h2", "http/1.1", "h2,http/1.1"};
constexpr string_view kOwn[] = {"own"};
constexpr string_view kClasses[] = {"subclass"};
constexpr string_view kCiphers[] = {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384",
                                    "ALL", "NULL", ""};
constexpr string_view kActs[] = {"do_handshake", "read"};
constexpr string_view kDisturbances[] = {"errno", "error_queue", "hash", "certificate", "thread"};
constexpr string_view kBindings[] = {"tls-unique", "tls-exporter"};
constexpr string_view kExceptions[] = {
    "ValueError",         "SSLError",         "SSLWantReadError", "SSLWantWriteError",
    "SSLZeroReturnError", "SSLEOFError",      "SSLSyscallError",  "SSLCertVerificationError",
    "TypeError",          "OverflowError",    "BufferError",      "MemoryError",
    "AttributeError",     "NameError",        "OSError",          "UnicodeError",
    "UnicodeEncodeError", "KeyError",         "RuntimeError",     "SystemError",
    "Exception",          "KeyboardInterrupt"};
constexpr string_view kSettable[] = {
    "context",         "session",         "options",         "verify_mode", "check_hostname",
    "verify_flags",    "minimum_version", "maximum_version", "num_tickets", "post_handshake_auth",
    "server_hostname", "server_side",     "session_reused",  "pending",     "eof"};

constexpr Param kNumber[] = {{"number", Type::kInteger, true, {}, "not negative"}};
constexpr Param kSeconds[] = {{"seconds", Type::kInteger, true, {}, "since 1970, UTC"}};
constexpr Param kNewOnly[] = {{"name", Type::kNewName, true, {}, "the name made"}};
constexpr Param kOldOnly[] = {{"name", Type::kOldName, true, {}, "a name made before"}};

// The keys that set a context up. A macro, since a constant array cannot be part of another.
#define PARALLAX_CONTEXT_KEYS                                                                    \
  {"tls", Type::kWord, false, kTls, "version, or lowest-highest; 1.2-1.3 by default"},           \
      {"cert",                                                                                   \
       Type::kWord,                                                                              \
       false,                                                                                    \
       kCertificates,                                                                            \
       "own certificates from the test PKI, separated by commas; p256 for a server, none for a " \
       "client",                                                                                 \
       true},                                                                                    \
      {"ca",                                                                                     \
       Type::kWord,                                                                              \
       false,                                                                                    \
       kAuthorities,                                                                             \
       "the trusted authority of the test PKI; root for a client, none for a server",            \
       true},                                                                                    \
      {"verify", Type::kWord, false, kVerify,                                                    \
       "verify_mode; required for a client, none for a server"},                                 \
      {"check_hostname",                                                                         \
       Type::kBoolean,                                                                           \
       false,                                                                                    \
       {},                                                                                       \
       "True for a client unless verify=none, else False"},                                      \
      {"ciphers", Type::kText, false, kCiphers, "set_ciphers, for TLS 1.2 and below"},           \
      {"options", Type::kInteger, false, {}, "SSLContext.options, whole"},                       \
      {"verify_flags", Type::kInteger, false, {}, "SSLContext.verify_flags, whole"},             \
      {"alpn", Type::kWord, false, kAlpn, "protocols for ALPN, separated by commas", true},      \
      {"curve", Type::kWord, false, kCurves, "set_ecdh_curve", true},                            \
      {"post_handshake_auth", Type::kBoolean, false, {}, "False by default"},                    \
      {"tickets", Type::kInteger, false, {}, "SSLContext.num_tickets, of a server"},             \
      {"defaults", Type::kWord, false, kOwn,                                                     \
       "own: versions, ciphers and options as the engine makes them"}

constexpr Param kContextParams[] = {
    {"name", Type::kNewName, true, {}, "the context's name"},
    {"role", Type::kWord, true, kRoles, "the protocol: TLS_CLIENT or TLS_SERVER"},
    PARALLAX_CONTEXT_KEYS};
constexpr Param kObjectParams[] = {
    {"name", Type::kNewName, true, {}, "the object's name; its BIOs are NAME.in and NAME.out"},
    {"role", Type::kWord, true, kRoles, "server_side"},
    {"context",
     Type::kOldName,
     false,
     {},
     "a context made before; without it one is made from the keys below"},
    {"in", Type::kValue, false, {}, "the incoming BIO; one of its own by default"},
    {"out", Type::kValue, false, {}, "the outgoing BIO; one of its own by default"},
    {"server_hostname", Type::kValue, false, {}, "\"localhost\" for a client, None for a server"},
    {"session", Type::kValue, false, {}, "a session to resume"},
    {"class", Type::kWord, false, kClasses,
     "subclass: a subclass of SSLObject, through sslobject_class"},
    PARALLAX_CONTEXT_KEYS};
#undef PARALLAX_CONTEXT_KEYS

constexpr Param kLetParams[] = {
    {"name", Type::kNewName, true, {}, "the variable"},
    {"value", Type::kValue, true, {}, "a literal, a made object, or a path such as a.session"}};
constexpr Param kSetParams[] = {{"value", Type::kValue, true, {}, "the new value"}};
constexpr Param kReturnParams[] = {
    {"value", Type::kValue, false, {}, "what the callback returns; None by default"}};
constexpr Param kRaiseParams[] = {
    {"type", Type::kWord, true, kExceptions, "a class of exception", true},
    {"message", Type::kText, false, {}, "its argument"}};
constexpr Param kDisturbParams[] = {
    {"kind", Type::kWord, true, kDisturbances, "what is disturbed", true}};
constexpr Param kMoveParams[] = {
    {"from", Type::kOldName, true, {}, "the sender: octets are taken from its outgoing BIO"},
    {"to", Type::kOldName, true, {}, "the receiver: octets are written to its incoming BIO"},
    {"count", Type::kInteger, false, {}, "at most so many octets; all by default"},
    {"split", Type::kInteger, false, {}, "deliver in pieces of so many octets"},
    {"each", Type::kWord, false, kActs, "what the receiver does after each piece"},
    {"hold", Type::kInteger, false, {}, "keep the last N octets back until the next move"},
    {"record",
     Type::kInteger,
     false,
     {},
     "apply the faults below to this TLS record alone, from 0"},
    {"drop", Type::kBoolean, false, {}, "deliver nothing of it"},
    {"double", Type::kBoolean, false, {}, "deliver it twice"},
    {"flip", Type::kInteger, false, {}, "invert the octet at this place; from the end if negative"},
    {"truncate", Type::kInteger, false, {}, "deliver only the first N octets"},
    {"insert", Type::kBytes, false, {}, "put these octets in"},
    {"at", Type::kInteger, false, {}, "where `insert` goes; 0 by default"},
    {"reorder", Type::kBoolean, false, {}, "deliver the records in reverse order"}};
constexpr Param kPumpParams[] = {
    {"first", Type::kOldName, true, {}, "the end that acts first"},
    {"with", Type::kOldName, true, {}, "the other end"},
    {"split", Type::kInteger, false, {}, "deliver in pieces of so many octets"},
    {"rounds", Type::kInteger, false, {}, "give up after so many rounds"}};
constexpr Param kReadParams[] = {
    {"len",
     Type::kValue,
     false,
     {},
     "at most so many octets: 1024 of an SSLObject; all, -1, of a MemoryBIO"},
    {"buffer",
     Type::kValue,
     false,
     {},
     "SSLObject only: where to put them; the outcome is then their number"}};
constexpr Param kWriteParams[] = {{"data", Type::kValue, true, {}, "any C-contiguous buffer"}};
constexpr Param kPeerCertParams[] = {
    {"binary_form", Type::kValue, false, {}, "True: DER rather than a dict"}};
constexpr Param kBindingParams[] = {
    {"cb_type", Type::kValue, false, kBindings, "\"tls-unique\" by default"}};
constexpr Param kCipherParams[] = {
    {"ciphers", Type::kValue, true, kCiphers, "OpenSSL's list syntax"}};
constexpr Param kAlpnParams[] = {{"protocols", Type::kValue, true, {}, "a list of texts"}};

constexpr auto kDirective = Form::kDirective;
constexpr auto kMethod = Form::kMethod;
constexpr auto kAttribute = Form::kAttribute;
constexpr auto kEngine = Place::kEngine;
constexpr auto kExecutor = Place::kExecutor;
constexpr auto kData = ValueClass::kData;
constexpr auto kState = ValueClass::kState;
constexpr auto kWire = ValueClass::kWire;
constexpr std::uint8_t kBioOrObject = kOnBio | kOnObject;
constexpr string_view kOurs = "Parallax";
constexpr string_view kBioDoc = "Python docs, ssl.MemoryBIO";
constexpr string_view kObjectDoc = "Python docs, ssl.SSLObject";
constexpr string_view kSocketDoc = "Python docs, ssl.SSLSocket";
constexpr string_view kContextDoc = "Python docs, ssl.SSLContext";
constexpr string_view kSessionDoc = "Python docs, ssl.SSLSession";

constexpr StepDef kTable[] = {
    {StepKind::kSeed, "seed", kDirective, kExecutor, 0, kData, kNumber, 1,
     "All randomness of the script comes from this number (0 without it).", kOurs},
    {StepKind::kClock, "clock", kDirective, kEngine, 0, kData, kSeconds, 1,
     "Sets the time that engines and peers see; it stands still. 2030-01-01 without it.", kOurs},
    {StepKind::kContext, "context", kDirective, kEngine, 0, kData, kContextParams, 2,
     "Makes an SSLContext and sets it up.", kContextDoc},
    {StepKind::kObject, "object", kDirective, kEngine, 0, kData, kObjectParams, 2,
     "Makes an SSLObject on the engine under test, with its two MemoryBIOs.",
     "Python docs, ssl.SSLContext.wrap_bio"},
    {StepKind::kPeer, "peer", kDirective, kExecutor, 0, kData, kObjectParams, 2,
     "Makes the other end, on one fixed engine that is the same for every engine under test.",
     kOurs},
    {StepKind::kBio, "bio", kDirective, kEngine, 0, kData, kNewOnly, 1, "Makes a MemoryBIO.",
     kBioDoc},
    {StepKind::kLet, "let", Form::kLet, kEngine, 0, kData, kLetParams, 1,
     "Names a value: a literal, a made object, or what a path gives.", kOurs},
    {StepKind::kShow, "show", kDirective, kEngine, 0, kData, kOldOnly, 1,
     "The value of a name, as it is now.", kOurs},
    {StepKind::kOn,
     "on",
     Form::kBlock,
     kEngine,
     0,
     kData,
     {},
     0,
     "What a context's callback does: steps, then `return V` or `raise E`. Outcomes of the steps "
     "are "
     "noted under the step that caused them; an exception leaves the callback.",
     "Python docs, ssl.SSLContext.sni_callback, keylog_filename, set_psk_client_callback"},
    {StepKind::kReturn, "return", kDirective, kEngine, 0, kData, kReturnParams, 1,
     "Ends a reaction. Inside `on` only.", kOurs},
    {StepKind::kRaise, "raise", kDirective, kEngine, 0, kData, kRaiseParams, 2,
     "Ends a reaction by an exception. Inside `on` only.", kOurs},
    {StepKind::kDrop, "drop", kDirective, kEngine, 0, kData, kOldOnly, 1,
     "Ends the script's reference to a name.", kOurs},
    {StepKind::kCollect,
     "collect",
     kDirective,
     kEngine,
     0,
     kData,
     {},
     0,
     "Runs the garbage collector, where there is one.",
     "Python docs, gc.collect"},
    {StepKind::kDisturb, "disturb", kDirective, kEngine, 0, kData, kDisturbParams, 1,
     "Acts on the process outside every object, which must not change what any object does.",
     kOurs},
    {StepKind::kMove, "move", kDirective, kExecutor, 0, kWire, kMoveParams, 3,
     "Carries octets from one end to the other, whole or with faults. ok with the number "
     "delivered.",
     kOurs},
    {StepKind::kPump, "pump", kDirective, kExecutor, 0, kWire, kPumpParams, 2,
     "do_handshake and move in turn until nothing changes. ok None when both handshakes are done, "
     "else the error of the first end, or of the other if the first is fine.",
     kOurs},
    {StepKind::kState, "state", kDirective, kEngine, 0, kState, kOldOnly, 1,
     "The state of a name as a dict, changing nothing.", kOurs},
    {StepKind::kSet, "set", Form::kSet, kEngine, 0, kData, kSetParams, 0,
     "TARGET.attribute = VALUE: sets an attribute.", "The Python Language Reference, section 7.2"},

    {StepKind::kRead, "read", kMethod, kEngine, kBioOrObject, kData, kReadParams, 0,
     "Takes octets: decrypted ones from an SSLObject, raw ones from a MemoryBIO.",
     "Python docs, ssl.SSLSocket.read, ssl.MemoryBIO.read"},
    {StepKind::kWrite, "write", kMethod, kEngine, kBioOrObject, kData, kWriteParams, 0,
     "Puts octets in; ok with their number.",
     "Python docs, ssl.SSLSocket.write, ssl.MemoryBIO.write"},
    {StepKind::kWriteEof,
     "write_eof",
     kMethod,
     kEngine,
     kOnBio,
     kData,
     {},
     0,
     "Declares the end: eof is True once all is drained.",
     kBioDoc},
    {StepKind::kPending,
     "pending",
     kMethod,
     kEngine,
     kBioOrObject,
     kData,
     {},
     0,
     "Octets there without more input: decrypted ones of an SSLObject (a method), raw ones of a "
     "MemoryBIO (an attribute).",
     "Python docs, ssl.SSLSocket.pending, ssl.MemoryBIO.pending"},
    {StepKind::kEof,
     "eof",
     kAttribute,
     kEngine,
     kOnBio,
     kData,
     {},
     0,
     "True if and only if the end was declared and all is drained.",
     kBioDoc},

    {StepKind::kDoHandshake,
     "do_handshake",
     kMethod,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "Goes on with the handshake as far as the octets at hand allow.",
     kSocketDoc},
    {StepKind::kUnwrap,
     "unwrap",
     kMethod,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "Sends close_notify, and waits for the other end's.",
     kSocketDoc},
    {StepKind::kVersion,
     "version",
     kMethod,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "The protocol's version, or None.",
     kSocketDoc},
    {StepKind::kCipher,
     "cipher",
     kMethod,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "(name, protocol, bits), or None.",
     kSocketDoc},
    {StepKind::kSharedCiphers,
     "shared_ciphers",
     kMethod,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "What both ends offered, or None.",
     kSocketDoc},
    {StepKind::kCompression,
     "compression",
     kMethod,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "The compression algorithm, or None.",
     kSocketDoc},
    {StepKind::kSelectedAlpn,
     "selected_alpn_protocol",
     kMethod,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "The protocol that ALPN chose, or None.",
     kSocketDoc},
    {StepKind::kSelectedNpn,
     "selected_npn_protocol",
     kMethod,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "None: NPN is gone.",
     kSocketDoc},
    {StepKind::kGetPeerCert, "getpeercert", kMethod, kEngine, kOnObject, kState, kPeerCertParams, 0,
     "The other end's certificate.", kSocketDoc},
    {StepKind::kVerifiedChain,
     "get_verified_chain",
     kMethod,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "The chain as verified, DER; Python 3.13 and later.",
     kSocketDoc},
    {StepKind::kUnverifiedChain,
     "get_unverified_chain",
     kMethod,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "The chain as sent, DER; Python 3.13 and later.",
     kSocketDoc},
    {StepKind::kChannelBinding, "get_channel_binding", kMethod, kEngine, kOnObject, kWire,
     kBindingParams, 0, "Octets that both ends of one connection share (RFC 5929).", kSocketDoc},
    {StepKind::kPostHandshake,
     "verify_client_post_handshake",
     kMethod,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "Asks a TLS 1.3 client for a certificate.",
     kSocketDoc},
    {StepKind::kServerSide,
     "server_side",
     kAttribute,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "True on the server's side.",
     kSocketDoc},
    {StepKind::kServerHostname,
     "server_hostname",
     kAttribute,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "The name that the client asks for, as an A-label.",
     kSocketDoc},
    {StepKind::kSession,
     "session",
     kAttribute,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "The session, a fresh object at each look, or None.",
     kSocketDoc},
    {StepKind::kSessionReused,
     "session_reused",
     kAttribute,
     kEngine,
     kOnObject,
     kState,
     {},
     0,
     "True if the handshake resumed a session.",
     kSocketDoc},
    {StepKind::kContextOf,
     "context",
     kAttribute,
     kEngine,
     kOnObject,
     kData,
     {},
     0,
     "The object's context.",
     kObjectDoc},

    {StepKind::kSetCiphers, "set_ciphers", kMethod, kEngine, kOnContext, kData, kCipherParams, 0,
     "Sets the ciphers of TLS 1.2 and below.", kContextDoc},
    {StepKind::kSetAlpn, "set_alpn_protocols", kMethod, kEngine, kOnContext, kData, kAlpnParams, 0,
     "Sets the protocols offered, or accepted, by ALPN.", kContextDoc},
    {StepKind::kSessionStats,
     "session_stats",
     kMethod,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "Counts of sessions made and reused.",
     kContextDoc},
    {StepKind::kOptions,
     "options",
     kAttribute,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "The OP_ flags.",
     kContextDoc},
    {StepKind::kVerifyMode,
     "verify_mode",
     kAttribute,
     kEngine,
     kOnContext,
     kData,
     {},
     0,
     "CERT_NONE 0, CERT_OPTIONAL 1, CERT_REQUIRED 2.",
     kContextDoc},
    {StepKind::kCheckHostname,
     "check_hostname",
     kAttribute,
     kEngine,
     kOnContext,
     kData,
     {},
     0,
     "True if the peer's name is checked.",
     kContextDoc},
    {StepKind::kVerifyFlags,
     "verify_flags",
     kAttribute,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "The VERIFY_ flags.",
     kContextDoc},
    {StepKind::kMinimumVersion,
     "minimum_version",
     kAttribute,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "A TLSVersion.",
     kContextDoc},
    {StepKind::kMaximumVersion,
     "maximum_version",
     kAttribute,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "A TLSVersion.",
     kContextDoc},
    {StepKind::kNumTickets,
     "num_tickets",
     kAttribute,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "TLS 1.3 tickets that a server sends.",
     kContextDoc},
    {StepKind::kPostHandshakeAuth,
     "post_handshake_auth",
     kAttribute,
     kEngine,
     kOnContext,
     kData,
     {},
     0,
     "True if post-handshake authentication is offered.",
     kContextDoc},
    {StepKind::kGetCiphers,
     "get_ciphers",
     kMethod,
     kEngine,
     kOnContext,
     kState,
     {},
     0,
     "The enabled ciphers.",
     kContextDoc},

    {StepKind::kId,
     "id",
     kAttribute,
     kEngine,
     kOnSession,
     kWire,
     {},
     0,
     "The session's id.",
     kSessionDoc},
    {StepKind::kTime,
     "time",
     kAttribute,
     kEngine,
     kOnSession,
     kState,
     {},
     0,
     "When it was made.",
     kSessionDoc},
    {StepKind::kTimeout,
     "timeout",
     kAttribute,
     kEngine,
     kOnSession,
     kState,
     {},
     0,
     "How long it lasts.",
     kSessionDoc},
    {StepKind::kHasTicket,
     "has_ticket",
     kAttribute,
     kEngine,
     kOnSession,
     kState,
     {},
     0,
     "True if it came by a ticket.",
     kSessionDoc},
    {StepKind::kTicketLifetimeHint,
     "ticket_lifetime_hint",
     kAttribute,
     kEngine,
     kOnSession,
     kState,
     {},
     0,
     "The lifetime that the server named.",
     kSessionDoc},
};

constexpr std::array<const StepDef*, 256> by_tag() {
  std::array<const StepDef*, 256> out{};
  for (const StepDef& def : kTable) out[static_cast<std::size_t>(def.kind)] = &def;
  return out;
}
constexpr std::array<const StepDef*, 256> kByTag = by_tag();

constexpr bool is_member(const StepDef& def) { return def.on != 0; }

}  // namespace

std::span<const StepDef> step_table() { return kTable; }

const StepDef& step_def(StepKind kind) {
  const StepDef* def = kByTag[static_cast<std::size_t>(kind)];
  return def != nullptr ? *def : *kByTag[static_cast<std::size_t>(StepKind::kCollect)];
}

const StepDef* find_directive(string_view word) {
  const auto* def = std::find_if(std::begin(kTable), std::end(kTable), [&](const StepDef& d) {
    return !is_member(d) && d.form != Form::kSet && d.word == word;
  });
  return def == std::end(kTable) ? nullptr : def;
}

const StepDef* find_member(string_view word) {
  const auto* def = std::find_if(std::begin(kTable), std::end(kTable),
                                 [&](const StepDef& d) { return is_member(d) && d.word == word; });
  return def == std::end(kTable) ? nullptr : def;
}

bool has_target_operand(const StepDef& def) {
  return (def.form == Form::kDirective || def.form == Form::kLet) && !def.params.empty() &&
         (def.params[0].type == Type::kNewName || def.params[0].type == Type::kOldName);
}

std::span<const Param> argument_params(const StepDef& def) {
  return has_target_operand(def) ? def.params.subspan(1) : def.params;
}

std::size_t argument_operands(const StepDef& def) {
  if (def.form == Form::kLet || def.form == Form::kSet) return 1;
  return has_target_operand(def) ? def.operands - 1 : def.operands;
}

std::span<const string_view> settable_attributes() { return kSettable; }
std::span<const string_view> exception_words() { return kExceptions; }

}  // namespace parallax
