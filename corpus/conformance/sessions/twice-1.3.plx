# One session for two objects.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p         -> ok None
a.read 1         -> SSLWantReadError
let s = a.session
object b client context=c session=s
object d client context=c session=s
peer q server context=p.context
peer r server context=p.context
pump b q         -> ok None
pump d r         -> ok None
b.session_reused -> ok True
d.session_reused -> ok True
