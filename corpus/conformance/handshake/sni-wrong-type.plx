# A result that is neither None nor an integer fails the handshake with internal_error.
# cite: Python docs, ssl.SSLContext.sni_callback: ALERT_DESCRIPTION_INTERNAL_ERROR
# cite: CPython Modules/_ssl.c, _servername_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { return "yes" }
object a server context=s
peer p client
pump a p -> SSLError
