# A server with a key of ECDSA, P-384, under TLS 1.3.
# cite: RFC 8446 section 4.2.3

object a server tls=1.3 cert=p384
peer p client
pump a p           -> ok None
a.version          -> ok "TLSv1.3"
object b client tls=1.3
peer q server cert=p384
pump b q           -> ok None
b.getpeercert True -> ok
