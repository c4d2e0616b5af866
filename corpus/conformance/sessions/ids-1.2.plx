# Without tickets TLS 1.2 resumes by session id.
# cite: RFC 5246 section 7.3; OP_NO_TICKET, 0x4000

context c client tls=1.2 options=2186428496
object a client context=c
peer p server tls=1.2 options=2186428496
pump a p               -> ok None
let s = a.session
s.has_ticket           -> ok False
s.ticket_lifetime_hint -> ok 0
object b client context=c session=s
peer q server context=p.context
pump b q               -> ok None
b.session_reused       -> ok True
