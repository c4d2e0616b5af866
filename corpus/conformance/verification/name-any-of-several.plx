# Any of the certificate's names will do.
# cite: RFC 6125 section 6.4.1

object a client server_hostname="localhost"
peer p server cert=p256
pump a p -> ok None
object b client server_hostname="server.test"
peer q server cert=p256
pump b q -> ok None
