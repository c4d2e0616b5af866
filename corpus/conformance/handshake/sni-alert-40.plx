# A number returned by the callback is the alert that is sent: handshake_failure.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: RFC 8446 section 6.2
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { return 40 }
object a server context=s
peer p client
pump a p  -> SSLError
a.version -> ok None
