# The callback switches the context and then refuses.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3
context t server tls=1.3 cert=sni2
object a server context=s
on s.sni { a.context = t; return 112 }
peer p client
pump a p  -> SSLError
a.version -> ok None
show t    -> ok
