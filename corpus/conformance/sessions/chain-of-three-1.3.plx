# The session of a resumed connection resumes the next.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p         -> ok None
a.read 1         -> SSLWantReadError
let s = a.session
object b client context=c session=s
peer q server context=p.context
pump b q         -> ok None
b.read 1         -> SSLWantReadError
let t = b.session
object d client context=c session=t
peer r server context=p.context
pump d r         -> ok None
d.session_reused -> ok True
