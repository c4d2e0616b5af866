# A resumed connection keeps the client certificate for the server.
# cite: RFC 5246 section 7.3

context s server tls=1.2 verify=required ca=root
object a server context=s
peer p client cert=client
pump a p           -> ok None
object b server context=s
peer q client context=p.context session=p.session
pump b q           -> ok None
b.session_reused
b.getpeercert True -> ok
