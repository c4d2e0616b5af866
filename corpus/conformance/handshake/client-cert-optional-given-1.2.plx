# A server asks for a certificate and gets one. TLS 1.2.
# cite: RFC 8446 section 4.4.2.4; RFC 5246 section 7.4.6

object a server tls=1.2 verify=optional ca=root
peer p client cert=client
pump a p           -> ok None
a.getpeercert True -> ok
