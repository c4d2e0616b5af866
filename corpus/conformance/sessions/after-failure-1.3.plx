# A session of a connection that failed later.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p   -> ok None
a.read 1   -> SSLWantReadError
let s = a.session
p.write b"spoilt"
move p a flip=-1
a.read 100 -> SSLError
object b client context=c session=s
peer q server context=p.context
pump b q
b.session_reused
b.version  -> ok "TLSv1.3"
