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
inline constexpr string_view kTrust[] = {"system"};
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

// The puppet's words. Its puppets, suites, groups and messages are open: what is known is suggested.
inline constexpr string_view kPuppetTls[] = {"1.3", "1.2", "1.2-1.3"};
inline constexpr string_view kSuites[] = {"TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256",
                                          "ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA"};
inline constexpr string_view kGroups[] = {"x25519", "secp256r1", "secp384r1", "secp521r1"};
inline constexpr string_view kMessages[] = {"client_hello",
                                            "server_hello",
                                            "hello_retry_request",
                                            "encrypted_extensions",
                                            "certificate_request",
                                            "certificate",
                                            "certificate_verify",
                                            "server_key_exchange",
                                            "server_hello_done",
                                            "client_key_exchange",
                                            "finished",
                                            "new_session_ticket",
                                            "end_of_early_data",
                                            "key_update",
                                            "hello_request",
                                            "alert",
                                            "change_cipher_spec",
                                            "application_data",
                                            "handshake",
                                            "record",
                                            "octets",
                                            "nothing"};
inline constexpr string_view kContentTypes[] = {"change_cipher_spec", "alert", "handshake",
                                                "application_data"};
inline constexpr string_view kEpochs[] = {"plain", "early", "handshake", "application"};
inline constexpr string_view kWrong[] = {"wrong"};
inline constexpr string_view kBroken[] = {"broken"};

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
       "own: versions, ciphers and options as the engine makes them"},                           \
      {"trust", Type::kWord, false, kTrust,                                                      \
       "system: the system's own authorities, in place of ca="}

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

inline constexpr Param kPuppetParams[] = {
    {"name", Type::kNewName, true, {}, "the puppet's name; its BIOs are NAME.in and NAME.out"},
    {"role", Type::kWord, true, kRoles, "which end it plays"},
    {"tls", Type::kWord, false, kPuppetTls, "version, or lowest-highest; 1.2-1.3 by default"},
    {"cert", Type::kWord, false, kCertificates,
     "own certificates from the test PKI, separated by commas; p256 for a server, none for a "
     "client",
     true},
    {"verify", Type::kWord, false, kVerify,
     "a server's: other than none asks for a certificate, which is not judged"},
    {"server_hostname", Type::kValue, false, {}, "\"localhost\" for a client"},
    {"alpn", Type::kWord, false, kAlpn, "protocols for ALPN, separated by commas", true},
    {"suites", Type::kWord, false, kSuites,
     "cipher suites, preferred first, separated by commas; all that it knows by default", true},
    {"groups", Type::kWord, false, kGroups,
     "groups, preferred first; x25519, secp256r1, secp384r1 and secp521r1 by default", true},
    {"shares", Type::kWord, false, kGroups,
     "a client's: the groups of which it sends a key share at once; the first by default", true},
    {"session", Type::kOldName, false, {}, "the puppet whose last session it resumes"},
    {"psk",
     Type::kValue,
     false,
     {},
     "a key agreed beforehand, for TLS 1.3: a tuple of the identity's octets and the key's"},
    {"record_size_limit", Type::kInteger, false, {}, "RFC 8449; none by default"},
    {"pss_salt",
     Type::kInteger,
     false,
     {},
     "octets of salt in its RSASSA-PSS signatures; as many as the hash has by default"},
    {"tickets", Type::kInteger, false, {}, "a server's: tickets that it gives; 0 by default"},
    {"early_data", Type::kBoolean, false, {}, "whether it sends, or accepts, early data"},
    {"post_handshake_auth", Type::kBoolean, false, {}, "a client's: whether it offers it"},
    {"middlebox",
     Type::kBoolean,
     false,
     {},
     "middlebox compatibility, RFC 8446 D.4; True by default"},
    {"extended_master_secret", Type::kBoolean, false, {}, "RFC 7627; True by default"},
    {"encrypt_then_mac", Type::kBoolean, false, {}, "RFC 7366; True by default"}};

// How a message goes into records. A macro, as above.
#define PARALLAX_SHAPE_KEYS                                                                   \
  {"record_type", Type::kValue, false, kContentTypes,                                         \
   "the record's type (TLS 1.3: the inner one)"},                                             \
      {"record_version", Type::kValue, false, {}, "the version in the record's header"},      \
      {"record_length", Type::kValue, false, {}, "the length in the record's header"},        \
      {"cut", Type::kInteger, false, {}, "in fragments of so many octets"},                   \
      {"padding", Type::kInteger, false, {}, "octets of TLS 1.3's padding, blocks of CBC's"}, \
      {"empty", Type::kInteger, false, {}, "so many empty records of its type first"},        \
      {"copies", Type::kInteger, false, {}, "the same records so many times"},                \
      {"join", Type::kBoolean, false, {}, "in one record with what is said before it"},       \
      {"oversized", Type::kBoolean, false, {}, "in one record, however long"},                \
      {"epoch", Type::kText, false, kEpochs, "under the keys of another time"},               \
      {"key", Type::kText, false, kWrong, "wrong: under a key that nobody has"},              \
      {"tag", Type::kText, false, kBroken, "broken: its last octet inverted"}

inline constexpr Param kFlightParams[] = {
    {"until", Type::kText, false, kMessages, "stop before this message"},
    {"skip", Type::kValue, false, kMessages, "leave these out: a text, or a list of texts"},
    {"repeat", Type::kText, false, kMessages, "say this one twice"},
    {"swap", Type::kValue, false, {}, "two that change places: a list of two texts"},
    PARALLAX_SHAPE_KEYS};
inline constexpr Param kSendParams[] = {
    {"message", Type::kWord, true, kMessages,
     "a HandshakeType, or alert, change_cipher_spec, application_data; handshake: any number by "
     "msg_type= and "
     "body=; record: any type by record_type= and data=; octets: data= as they are"},
    {"data", Type::kValue, false, {}, "octets of what is no handshake message"},
    {"set", Type::kValue, false, {}, "a dict: fields by their paths, and what they are to be"},
    {"remove", Type::kValue, false, {}, "fields by their paths: a text, or a list of texts"},
    {"double", Type::kValue, false, {}, "fields that come twice"},
    {"add", Type::kValue, false, {}, "a dict: lists by their paths, and an item for each"},
    {"place", Type::kValue, false, {}, "a dict: fields by their paths, and their places, from 0"},
    {"lengths",
     Type::kValue,
     false,
     {},
     "a dict: fields by their paths, and what their lengths say"},
    {"transcript", Type::kBoolean, false, {}, "False: not counted in the transcript"},
    PARALLAX_SHAPE_KEYS,
    {"skip",
     Type::kBoolean,
     false,
     {},
     "True: what is due before it is left out, and change_cipher_spec changes the keys"}};
inline constexpr Param kExpectParams[] = {
    {"message", Type::kWord, true, kMessages, "what must have come; nothing: that nothing did"},
    {"has", Type::kValue, false, {}, "a dict: fields by their paths, and what they must be"},
    {"absent", Type::kValue, false, {}, "paths of fields that must not be there"},
    {"same",
     Type::kValue,
     false,
     {},
     "paths of fields that must be as in the message of its kind before"},
    {"differs",
     Type::kValue,
     false,
     {},
     "paths of fields that must not be as in the message of its kind before"},
    {"length",
     Type::kValue,
     false,
     {},
     "a dict: fields, and their octets or items: a number, or a list of numbers"},
    {"ends", Type::kValue, false, {}, "a dict: fields, and the octets that they end with"},
    {"most", Type::kValue, false, {}, "a dict: fields, and the greatest number that they may be"},
    {"lacks", Type::kValue, false, {}, "a dict: lists, and a number that must not be in them"}};
#undef PARALLAX_SHAPE_KEYS
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
