# After a resumption that was cut short the session still works.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p         -> ok None
a.read 1         -> SSLWantReadError
let s = a.session
object b client context=c session=s
b.do_handshake   -> SSLWantReadError
drop b
collect
object d client context=c session=s
peer q server context=p.context
pump d q         -> ok None
d.session_reused -> ok True
