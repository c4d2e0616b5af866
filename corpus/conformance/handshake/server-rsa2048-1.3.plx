# A server with a key of RSA, 2048 bits, under TLS 1.3.
# cite: RFC 8446 section 4.2.3

object a server tls=1.3 cert=rsa2048
peer p client
pump a p           -> ok None
a.version          -> ok "TLSv1.3"
object b client tls=1.3
peer q server cert=rsa2048
pump b q           -> ok None
b.getpeercert True -> ok
