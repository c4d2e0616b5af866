# A server without tickets resumes by its cache.
# cite: RFC 5246 section 7.3; OP_NO_TICKET, 0x4000

context s server tls=1.2 options=2186428496
object a server context=s
peer p client
pump a p         -> ok None
object b server context=s
peer q client context=p.context session=p.session
pump b q         -> ok None
b.session_reused -> ok True
