# The common name does not count beside a subjectAltName of DNS names.
# cite: RFC 6125 section 6.4.4

object a client server_hostname="localhost"
peer p server cert=cn-other-san
pump a p -> SSLCertVerificationError
object b client server_hostname="other.test"
peer q server cert=cn-other-san
pump b q -> ok None
