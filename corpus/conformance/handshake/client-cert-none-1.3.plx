# A server does not ask, so a client's certificate is not sent. TLS 1.3.
# cite: RFC 8446 section 4.4.2.4; RFC 5246 section 7.4.6
# sentence: python-ssl.SSLSocket.getpeercert-001 MUST

object a server tls=1.3 verify=none
peer p client cert=client
pump a p           -> ok None
a.getpeercert      -> ok None
a.getpeercert True -> ok None
