# The same to a server, under TLS 1.2.
# cite: RFC 5246 section 6.2.1

object a server tls=1.2
peer p client
pump a p split=1 -> ok None
a.version        -> ok "TLSv1.2"
