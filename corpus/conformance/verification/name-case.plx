# Names are compared without case.
# cite: RFC 6125 section 6.4.1; RFC 4343

object a client server_hostname="LOCALHOST"
peer p server cert=p256
pump a p -> ok None
object b client server_hostname="LocalHost"
peer q server cert=p256
pump b q -> ok None
object c client server_hostname="SERVER.test"
peer r server cert=p256
pump c r -> ok None
