# One callback, two objects, each with its own name.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server cert=sni1
context t server cert=sni2
on s.sni { return None }
object a server context=s
object b server context=s
peer p client server_hostname="sni1.test"
peer q client server_hostname="sni2.test"
pump a p -> ok None
pump b q -> SSLError
