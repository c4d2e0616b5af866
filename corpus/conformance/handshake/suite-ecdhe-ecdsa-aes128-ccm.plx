# The TLS 1.2 suite ECDHE-ECDSA-AES128-CCM, from both ends.
# cite: RFC 7251 section 2

object a client tls=1.2 ciphers="ECDHE-ECDSA-AES128-CCM" -> ok | SSLError  # may be left out
peer p server cert=p256 ciphers="ECDHE-ECDSA-AES128-CCM"
pump a p -> ok None | NameError
a.cipher -> ok | NameError
object b server tls=1.2 cert=p256 ciphers="ECDHE-ECDSA-AES128-CCM" -> ok | SSLError
peer q client ciphers="ECDHE-ECDSA-AES128-CCM"
pump b q -> ok None | NameError
b.cipher -> ok | NameError
