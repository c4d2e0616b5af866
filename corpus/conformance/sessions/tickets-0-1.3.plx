# A server with num_tickets 0 sends none: nothing to resume.
# cite: Python docs, ssl.SSLContext.num_tickets (3.8)

context c client tls=1.3
object a client context=c
peer p server tickets=0
pump a p         -> ok None
a.in.pending     -> ok 0
a.read 1         -> SSLWantReadError
let s = a.session
s.has_ticket     -> ok False
object b client context=c session=s
peer q server context=p.context
pump b q         -> ok None
b.session_reused -> ok False
