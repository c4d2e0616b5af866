# A server of TLS 1.2 alone meets a client of TLS 1.3 alone.
# cite: RFC 8446 section 4.2.1, appendix D

object a server tls=1.2
peer p client tls=1.3
pump a p  -> SSLError
a.version -> ok None
a.cipher
