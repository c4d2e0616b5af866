# session_stats counts handshakes and hits.
# cite: Python docs, ssl.SSLContext.session_stats

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p        -> ok None
let s = a.session
c.session_stats -> ok
object b client context=c session=s
peer q server context=p.context
pump b q        -> ok None
c.session_stats -> ok
