# A server requires a certificate and gets one. TLS 1.3.
# cite: RFC 8446 section 4.4.2.4; RFC 5246 section 7.4.6

object a server tls=1.3 verify=required ca=root
peer p client cert=client
pump a p           -> ok None
a.getpeercert True -> ok
