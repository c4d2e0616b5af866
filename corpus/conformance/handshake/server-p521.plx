# A server with a key of ECDSA, P-521, which a library may leave out.
# cite: RFC 8446 section 9.1: not mandatory

object a server cert=p521
peer p client
pump a p -> ok None | SSLError
object b client
peer q server cert=p521
pump b q -> ok None | SSLError
