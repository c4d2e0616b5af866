# A client that is asked by a server with verify=optional and has none goes on. TLS 1.2.
# cite: RFC 8446 section 4.4.2.4; RFC 5246 section 7.4.6

object a client tls=1.2
peer p server verify=optional ca=root
pump a p      -> ok None
a.version     -> ok "TLSv1.2"
p.getpeercert -> ok None
