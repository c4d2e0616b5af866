# A client of TLS 1.3 alone meets a server of TLS 1.2 alone.
# cite: RFC 8446 section 4.2.1, appendix D

object a client tls=1.3
peer p server tls=1.2
pump a p  -> SSLError
a.version -> ok None
a.cipher
