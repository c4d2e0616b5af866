# A root or a stranger among the certificates sent does no harm.
# cite: RFC 8446 section 4.4.2

object a client
peer p server cert=chain-with-root
pump a p -> ok None
object b client
peer q server cert=chain-with-stranger
pump b q -> ok None
