# A session set before the handshake is resumed.
# cite: Python docs, ssl.SSLSession

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p           -> ok None
let s = a.session
object b client context=c
b.session = s      -> ok None
peer q server context=p.context
pump b q           -> ok None
b.session_reused   -> ok True
b.getpeercert True -> ok
