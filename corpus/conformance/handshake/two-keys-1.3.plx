# A server with two keys answers a TLS 1.3 client, whose suites say nothing of keys.
# cite: RFC 8446 section 4.4.2.2

object a server tls=1.3 cert=p256,rsa2048
peer p client
pump a p           -> ok None
p.getpeercert True -> ok
