# A star alone stands for nothing.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="localhost"
peer p server cert=wildcard-bare
pump a p -> SSLCertVerificationError
object b client server_hostname="server.test"
peer q server cert=wildcard-bare
pump b q -> SSLCertVerificationError
