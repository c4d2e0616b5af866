# A certificate for servers alone serves a server.
# cite: RFC 5280 section 4.2.1.12

object a client
peer p server cert=server-only
pump a p -> ok None
object b client
peer q server cert=no-eku
pump b q -> ok None
