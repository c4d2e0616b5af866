// Semantics: what changed in CPython's ssl between the versions whose behaviour the adapter can
// have.
//
// One table (semantics.cc); the rest of the adapter asks for a fact, never for a version number.
//
// Threads: a plain value type. Source: CPython's Modules/_ssl.c, Lib/ssl.py and Misc/NEWS of 3.6 to
// 3.13, and the interpreters themselves (docs of the contract).
#ifndef PARALLAX_ENGINES_FAMILY_SEMANTICS_H_
#define PARALLAX_ENGINES_FAMILY_SEMANTICS_H_

#include <optional>
#include <string>
#include <string_view>

namespace parallax::family {

struct Semantics {
  std::string name;  // as asked for: "3.13", "3.11.2-debian"

  // Errors.
  bool verification_error = true;         // SSLCertVerificationError exists (3.7)
  bool packed_error_number = false;       // errno of a call's failure is the packed code (3.6)
  bool all_library_names = true;          // before 3.8 only PEM, SSL and X509 had a name
  bool eof_reason = true;                 // UNEXPECTED_EOF_WHILE_READING is an SSLEOFError
  bool verify_failure_in_syscall = true;  // …and looked for under SSL_ERROR_SYSCALL
  bool errno_in_syscall = true;  // SSL_ERROR_SYSCALL with an empty queue is what errno says (3.13)
  bool plain_i2d = true;         // "i2d() failed" without a full stop
  bool int_type_error = true;    // "'str' object cannot be interpreted as an integer" (3.10)

  // Objects.
  bool ssize_lengths = true;        // SSL_read_ex and SSL_write_ex (3.10)
  bool role_checked = true;         // a context's protocol must fit the object's role (3.10)
  bool shared_by_both = true;       // shared_ciphers() looks at the client's list
  bool hostname_in_library = true;  // the library matches names; before 3.7 ssl.match_hostname did
  bool sni_refusal_seen = true;     // a name that the library will not send is an SSLError (3.8)
  bool sni_refusal_is_system_error = false;  // …and was a SystemError (3.7)
  bool session_id_on_object = true;          // session id context set for each server object (3.13)
  bool chains = true;                        // get_verified_chain, get_unverified_chain (3.13)
  bool npn_warns = true;                     // selected_npn_protocol() is deprecated (3.10)
  bool msg_callback = true;                  // SSLContext._msg_callback (3.8)
  bool keylog = true;                        // SSLContext.keylog_filename (3.8)
  bool psk = true;                           // set_psk_client_callback (3.13)
  int idna =
      2;  // wording of a bad name: 0 "encoding with 'idna' codec failed", 1 bare, 2 codec error

  // Contexts.
  std::string default_ciphers;         // set by SSLContext(); empty: the library's
  bool minimum_tls12 = true;           // SSLContext() sets the minimum version
  bool ignore_unexpected_eof = false;  // SSLContext() sets OP_IGNORE_UNEXPECTED_EOF
  bool version_attributes = true;      // minimum_version, maximum_version (3.7)
  bool version_checked = true;   // unknown numbers are refused before the library sees them (3.10)
  bool any_attribute = true;     // an SSLContext takes attributes that it does not know (3.7)
  bool num_tickets = true;       // (3.8)
  bool security_level = true;    // (3.10)
  bool set_groups = true;        // set_ecdh_curve uses SSL_CTX_set1_groups
  bool unsigned_options = true;  // options is an unsigned long long (3.12)
  bool option_warnings = true;   // OP_NO_SSL*, OP_NO_TLS*, TLSVersion.TLSv1: deprecated (3.10)

  bool operator==(const Semantics&) const = default;
};

// "3.6" … "3.13", a patch level after it ("3.11.7"; the last one without), and "-debian" for
// Debian's build. Nothing for a version that the table does not know. Empty: the newest.
std::optional<Semantics> semantics_of(std::string_view version);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_SEMANTICS_H_
