# The sni callback returns None.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: CPython Modules/_ssl.c, _servername_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3
on s.sni { return None }
object a server context=s
peer p client
pump a p  -> ok None
a.version -> ok "TLSv1.3"
p.version -> ok "TLSv1.3"
