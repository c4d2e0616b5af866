# The sni callback returns 0.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: CPython Modules/_ssl.c, _servername_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3
on s.sni { return 0 }
object a server context=s
peer p client
pump a p  -> SSLError
a.version -> ok None
p.version -> ok None
