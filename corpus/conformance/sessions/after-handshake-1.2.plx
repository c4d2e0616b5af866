# A session cannot be set after the handshake.
# cite: Python docs, ssl.SSLSession

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p         -> ok None
let s = a.session
object b client context=c
peer q server context=p.context
pump b q         -> ok None
b.session = s    -> ValueError
b.session_reused -> ok False
