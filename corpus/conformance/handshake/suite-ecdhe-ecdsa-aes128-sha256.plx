# The TLS 1.2 suite ECDHE-ECDSA-AES128-SHA256, from both ends.
# cite: RFC 5289 section 3.1

object a client tls=1.2 ciphers="ECDHE-ECDSA-AES128-SHA256" -> ok | SSLError  # may be left out
peer p server cert=p256 ciphers="ECDHE-ECDSA-AES128-SHA256"
pump a p -> ok None | NameError
a.cipher -> ok | NameError
object b server tls=1.2 cert=p256 ciphers="ECDHE-ECDSA-AES128-SHA256" -> ok | SSLError
peer q client ciphers="ECDHE-ECDSA-AES128-SHA256"
pump b q -> ok None | NameError
b.cipher -> ok | NameError
