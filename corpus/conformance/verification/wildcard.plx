# A wildcard stands for exactly one label.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="www.wild.test"
peer p server cert=wildcard
pump a p -> ok None
object b client server_hostname="x.wild.test"
peer q server cert=wildcard
pump b q -> ok None
object c client server_hostname="wild.test"
peer r server cert=wildcard
pump c r -> SSLCertVerificationError
object d client server_hostname="a.b.wild.test"
peer s server cert=wildcard
pump d s -> SSLCertVerificationError
