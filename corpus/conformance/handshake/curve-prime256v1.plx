# Both ends limited to the curve prime256v1, TLS 1.3 and 1.2.
# cite: RFC 8446 section 4.2.7
# cite: Python docs, ssl.SSLContext.set_ecdh_curve

object a client tls=1.3 curve=prime256v1
peer p server tls=1.3 curve=prime256v1
pump a p -> ok None
object b server tls=1.3 curve=prime256v1
peer q client tls=1.3 curve=prime256v1
pump b q -> ok None
object c server tls=1.2 curve=prime256v1 cert=rsa2048
peer r client tls=1.2
pump c r -> ok None
