# A switched context brings its certificate; the verify mode stays the object's.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: OpenSSL, SSL_set_SSL_CTX
# sentence: python-ssl.SSLObject-007 MUST

context one server cert=sni1 verify=none
context two server cert=sni2 verify=required ca=root
on one.sni { a.context = two; return None }
object a server context=one
peer p client server_hostname="sni2.test"
pump a p -> ok None
