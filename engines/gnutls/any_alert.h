// Alerts by number. A callback may ask for one that GnuTLS has no name for (RFC 8446, 6: 0 to 255). C lets an enum hold it;
// in C++ a number beyond the enumerators' bits is undefined behaviour (C++20, [expr.static.cast]), hence a source in C.
#ifndef PARALLAX_ENGINES_GNUTLS_ANY_ALERT_H_
#define PARALLAX_ENGINES_GNUTLS_ANY_ALERT_H_

#include <gnutls/gnutls.h>

#ifdef __cplusplus
extern "C" {
#endif

// A fatal alert; returns what gnutls_alert_send() does. number: 0 to 255.
int parallax_gnutls_send_alert(gnutls_session_t session, unsigned number);

#ifdef __cplusplus
}
#endif

#endif  // PARALLAX_ENGINES_GNUTLS_ANY_ALERT_H_
