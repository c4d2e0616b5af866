// Parameters: what each step of the table takes. A part of table.cc, for no one else.
//
// Keys and words are added at the end of their list only: the binary form holds their places.
#ifndef PARALLAX_HARNESS_SCRIPT_PARAMETERS_H_
#define PARALLAX_HARNESS_SCRIPT_PARAMETERS_H_

#include "harness/script/table.h"

namespace parallax::parameters {

using std::string_view;

inline constexpr string_view kRoles[] = {"client", "server"};
inline constexpr string_view kTls[] = {"1.3",     "1.2",     "1.2-1.3", "1.1",     "1.0",
                                       "1.0-1.3", "1.1-1.3", "1.0-1.2", "1.1-1.2", "1.0-1.1"};
inline constexpr string_view kVerify[] = {"none", "optional", "required"};
inline constexpr string_view kCertificates[] = {"p256",  "rsa2048", "none",
                                                "chain", "expired", "wrong-name"};
inline constexpr string_view kAuthorities[] = {"root", "none", "other-root", "intermediate"};
inline constexpr string_view kCurves[] = {"prime256v1", "secp384r1", "X25519"};
inline constexpr string_view kAlpn[] = {"h2", "http/1.1", "h2,http/1.1"};
inline constexpr string_view kOwn[] = {"own"};
inline constexpr string_view kClasses[] = {"subclass"};
inline constexpr string_view kCiphers[] = {"ECDHE-ECDSA-AES128-GCM-SHA256",
                                           "ECDHE-RSA-AES256-GCM-SHA384", "ALL", "NULL", ""};
inline constexpr string_view kActs[] = {"do_handshake", "read"};
inline constexpr string_view kDisturbances[] = {"errno", "error_queue", "hash", "certificate",
                                                "thread"};
inline constexpr string_view kBindings[] = {"tls-unique", "tls-exporter"};
inline constexpr string_view kExceptions[] = {
    "ValueError",         "SSLError",         "SSLWantReadError", "SSLWantWriteError",
    "SSLZeroReturnError", "SSLEOFError",      "SSLSyscallError",  "SSLCertVerificationError",
    "TypeError",          "OverflowError",    "BufferError",      "MemoryError",
    "AttributeError",     "NameError",        "OSError",          "UnicodeError",
    "UnicodeEncodeError", "KeyError",         "RuntimeError",     "SystemError",
    "Exception",          "KeyboardInterrupt"};
inline constexpr string_view kSettable[] = {
    "context",         "session",         "options",         "verify_mode", "check_hostname",
    "verify_flags",    "minimum_version", "maximum_version", "num_tickets", "post_handshake_auth",
    "server_hostname", "server_side",     "session_reused",  "pending",     "eof"};

inline constexpr string_view kAspects[] = {"kind",     "type",    "value",    "signature", "names",
                                           "members",  "bases",   "mro",      "module",    "hash",
                                           "truth",    "repr",    "str",      "pickle",    "copy",
                                           "deepcopy", "weakref", "subclass", "dict"};

inline constexpr Param kNumber[] = {{"number", Type::kInteger, true, {}, "not negative"}};
inline constexpr Param kSeconds[] = {{"seconds", Type::kInteger, true, {}, "since 1970, UTC"}};
inline constexpr Param kNewOnly[] = {{"name", Type::kNewName, true, {}, "the name made"}};
inline constexpr Param kOldOnly[] = {{"name", Type::kOldName, true, {}, "a name made before"}};

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

inline constexpr Param kContextParams[] = {
    {"name", Type::kNewName, true, {}, "the context's name"},
    {"role", Type::kWord, true, kRoles, "the protocol: TLS_CLIENT or TLS_SERVER"},
    PARALLAX_CONTEXT_KEYS};
inline constexpr Param kObjectParams[] = {
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

inline constexpr Param kLetParams[] = {
    {"name", Type::kNewName, true, {}, "the variable"},
    {"value", Type::kValue, true, {}, "a literal, a made object, or a path such as a.session"}};
inline constexpr Param kInspectParams[] = {
    {"path", Type::kOldName, true, {}, "a name, or a path from one or from `ssl`"},
    {"aspect", Type::kWord, true, kAspects, "what is asked of it"}};
inline constexpr Param kSetParams[] = {{"value", Type::kValue, true, {}, "the new value"}};
inline constexpr Param kReturnParams[] = {
    {"value", Type::kValue, false, {}, "what the callback returns; None by default"}};
inline constexpr Param kRaiseParams[] = {
    {"type", Type::kWord, true, kExceptions, "a class of exception", true},
    {"message", Type::kText, false, {}, "its argument"}};
inline constexpr Param kDisturbParams[] = {
    {"kind", Type::kWord, true, kDisturbances, "what is disturbed", true}};
inline constexpr Param kMoveParams[] = {
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
inline constexpr Param kPumpParams[] = {
    {"first", Type::kOldName, true, {}, "the end that acts first"},
    {"with", Type::kOldName, true, {}, "the other end"},
    {"split", Type::kInteger, false, {}, "deliver in pieces of so many octets"},
    {"rounds", Type::kInteger, false, {}, "give up after so many rounds"}};
inline constexpr Param kReadParams[] = {
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
inline constexpr Param kWriteParams[] = {
    {"data", Type::kValue, true, {}, "any C-contiguous buffer"}};
inline constexpr Param kPeerCertParams[] = {
    {"binary_form", Type::kValue, false, {}, "True: DER rather than a dict"}};
inline constexpr Param kBindingParams[] = {
    {"cb_type", Type::kValue, false, kBindings, "\"tls-unique\" by default"}};
inline constexpr Param kCipherParams[] = {
    {"ciphers", Type::kValue, true, kCiphers, "OpenSSL's list syntax"}};
inline constexpr Param kAlpnParams[] = {{"protocols", Type::kValue, true, {}, "a list of texts"}};

}  // namespace parallax::parameters

#endif  // PARALLAX_HARNESS_SCRIPT_PARAMETERS_H_
