# An exception in the callback fails the handshake with an alert; it cannot leave do_handshake.
# cite: Python docs, ssl.SSLContext.sni_callback: ALERT_DESCRIPTION_HANDSHAKE_FAILURE
# cite: CPython Modules/_ssl.c, _servername_callback: unraisable
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { raise ValueError "no" }
object a server context=s
peer p client
pump a p -> SSLError
