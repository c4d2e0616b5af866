// Names: the names that CPython gives to a library's error codes, drawn from the library's headers
// at build time (reasons.awk).
//
// Threads: constant tables. Complexity: a logarithmic search.
#ifndef PARALLAX_ENGINES_FAMILY_NAMES_H_
#define PARALLAX_ENGINES_FAMILY_NAMES_H_

#include <string_view>

namespace parallax::family {

// "SSL" of ERR_LIB_SSL; empty for a library that the headers do not name.
std::string_view library_name(int library);
// "WRONG_VERSION_NUMBER" of (ERR_LIB_SSL, SSL_R_WRONG_VERSION_NUMBER); empty for an unknown code.
std::string_view reason_name(int library, int reason);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_NAMES_H_
