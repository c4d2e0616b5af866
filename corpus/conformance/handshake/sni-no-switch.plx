# The callback leaves the context, and the client gets the first certificate.
# cite: RFC 6066 section 3
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context one server cert=sni1
context two server cert=sni2
on one.sni { return None }
object a server context=one
peer p client server_hostname="sni1.test"
pump a p -> ok None
object b server context=one
peer q client server_hostname="sni2.test"
pump b q -> SSLError
