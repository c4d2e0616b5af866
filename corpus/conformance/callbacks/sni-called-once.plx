# HelloRetryRequest: the second ClientHello and the callback.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: RFC 8446 section 4.1.4
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3 curve=secp384r1
on s.sni { return None }
object a server context=s
peer p client
pump a p -> ok None
