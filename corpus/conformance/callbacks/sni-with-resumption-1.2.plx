# The callback is called for a resumed session as well.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.2
on s.sni { return None }
object a server context=s
peer p client
pump a p         -> ok None
p.read 1
object b server context=s
peer q client context=p.context session=p.session
pump b q         -> ok None
b.session_reused -> ok True
