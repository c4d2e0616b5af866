# A resumed client still knows the certificate of the server.
# cite: RFC 8446 section 2.2

context c client tls=1.3
object a client context=c
peer p server
pump a p           -> ok None
a.read 1           -> SSLWantReadError
let s = a.session
object b client context=c session=s
peer q server context=p.context
pump b q           -> ok None
b.session_reused   -> ok True
b.getpeercert      -> ok
b.getpeercert True -> ok
