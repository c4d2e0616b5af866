# No curve in common under TLS 1.3.
# cite: RFC 8446 section 4.1.1

object a client tls=1.3 curve=prime256v1
peer p server tls=1.3 curve=secp384r1
pump a p -> SSLError
object b server tls=1.3 curve=prime256v1
peer q client tls=1.3 curve=secp384r1
pump b q -> SSLError
