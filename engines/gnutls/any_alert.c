#include "engines/gnutls/any_alert.h"

int parallax_gnutls_send_alert(gnutls_session_t session, unsigned number) {
  return gnutls_alert_send(session, GNUTLS_AL_FATAL, (gnutls_alert_description_t)number);
}
