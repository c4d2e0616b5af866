# HelloRetryRequest with octets one at a time.
# cite: RFC 8446 section 4.1.4

object a client tls=1.3
peer p server tls=1.3 curve=secp384r1
pump a p split=1 -> ok None
object b server tls=1.3 curve=secp384r1
peer q client tls=1.3
pump b q split=1 -> ok None
