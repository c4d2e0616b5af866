# An address that the certificate does not have is refused.
# cite: RFC 6125 section 1.7.2; RFC 5280 section 4.2.1.6

object a client server_hostname="127.0.0.2"
peer p server cert=p256
pump a p -> SSLCertVerificationError verify_code=64
object b client server_hostname="::1"
peer q server cert=p256
pump b q -> SSLCertVerificationError verify_code=64
