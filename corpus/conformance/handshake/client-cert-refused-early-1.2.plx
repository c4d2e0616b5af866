# Under TLS 1.2 it learns of it within the handshake.
# cite: RFC 5246 section 7.4.6

object a client tls=1.2
peer p server verify=required ca=root
pump a p  -> SSLError
a.version -> ok None
