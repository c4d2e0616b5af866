# The last of 400 names is found, a name in the middle too, and one that is not there is not.
# cite: RFC 6125 section 6.4

object a client server_hostname="localhost"
peer p server cert=many-sans
pump a p -> ok None
object b client server_hostname="host-200.many.test"
peer q server cert=many-sans
pump b q -> ok None
object c client server_hostname="host-399.many.test"
peer r server cert=many-sans
pump c r -> SSLCertVerificationError
