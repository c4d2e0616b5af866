# Under TLS 1.3 there is nothing to resume until the ticket has been read.
# cite: RFC 8446 section 4.6.1

context c client tls=1.3
object a client context=c
peer p server
pump a p             -> ok None
let s = a.session
s.has_ticket         -> ok False
object b client context=c session=s
peer q server context=p.context
pump b q             -> ok None
b.session_reused     -> ok False
a.read 1             -> SSLWantReadError
a.session.has_ticket -> ok True
