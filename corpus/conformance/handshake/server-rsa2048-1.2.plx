# A server with a key of RSA, 2048 bits, under TLS 1.2.
# cite: RFC 8422 section 2; RFC 5246 section 7.4.2

object a server tls=1.2 cert=rsa2048
peer p client
pump a p           -> ok None
a.version          -> ok "TLSv1.2"
object b client tls=1.2
peer q server cert=rsa2048
pump b q           -> ok None
b.getpeercert True -> ok
