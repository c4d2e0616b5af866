# A name that the certificate does not have is refused.
# cite: RFC 6125 section 6.4.1

object a client server_hostname="localhost"
peer p server cert=wrong-name
pump a p -> SSLCertVerificationError verify_code=62
object b client server_hostname="other.test"
peer q server cert=wrong-name
pump b q -> ok None
