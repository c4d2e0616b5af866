# OP_NO_TICKET under TLS 1.3.
# cite: OP_NO_TICKET, 0x4000

context c client tls=1.3
object a client context=c
peer p server tls=1.3 options=2186428496
pump a p -> ok None
a.read 1 -> SSLWantReadError
let s = a.session
object b client context=c session=s
peer q server context=p.context
pump b q -> ok None
b.session_reused
