# A server with a key of Ed448, under TLS 1.3, which a library may leave out.
# cite: RFC 8422 section 5.10; RFC 8446 section 4.2.3
# cite: BoringSSL offers no Ed25519 unless told to, and has no Ed448

object a server tls=1.3 cert=ed448 -> ok | SSLError
peer p client
pump a p                           -> ok None | SSLError | NameError
object b client tls=1.3
peer q server cert=ed448
pump b q                           -> ok None | SSLError
