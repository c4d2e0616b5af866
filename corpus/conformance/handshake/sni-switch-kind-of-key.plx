# The callback switches from an ECDSA to an RSA certificate.
# cite: RFC 6066 section 3
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context one server cert=p256
context two server cert=rsa2048
on one.sni { a.context = two; return None }
object a server context=one
peer p client
pump a p  -> ok None
a.version -> ok "TLSv1.3"
