# The callback sets another context, whose certificate the client gets, under TLS 1.3.
# cite: RFC 6066 section 3
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context one server cert=sni1 tls=1.3
context two server cert=sni2 tls=1.3
on one.sni { a.context = two; return None }
object a server context=one
peer p client server_hostname="sni2.test"
pump a p                 -> ok None
a.context.check_hostname -> ok False
p.getpeercert True       -> ok
