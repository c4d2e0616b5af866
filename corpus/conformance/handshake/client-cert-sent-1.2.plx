# A client is asked and sends its certificate. TLS 1.2.
# cite: RFC 8446 section 4.4.2.4; RFC 5246 section 7.4.6

object a client tls=1.2 cert=client
peer p server verify=required ca=root
pump a p           -> ok None
p.getpeercert True -> ok
