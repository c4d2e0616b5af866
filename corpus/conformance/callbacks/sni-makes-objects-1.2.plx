# The callback makes a context and an object.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.2
on s.sni { context t server; object b server context=t; bio x; return None }
object a server context=s
peer p client
pump a p  -> ok None
b.version -> ok None
x.pending -> ok 0
peer q client
pump b q  -> ok None
