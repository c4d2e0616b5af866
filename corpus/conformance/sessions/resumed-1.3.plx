# A session given to wrap_bio is resumed, once its ticket has been read.
# cite: Python docs, ssl.SSLSession
# cite: RFC 8446 section 2.2
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p           -> ok None
a.read 1           -> SSLWantReadError
let s = a.session
object b client context=c session=s
peer q server context=p.context
pump b q           -> ok None
b.session_reused   -> ok True
a.session_reused   -> ok False
b.version          -> ok "TLSv1.3"
b.write b"resumed" -> ok 7
move b q
q.read 100         -> ok b"resumed"
