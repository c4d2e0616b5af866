# Two stars stand for nothing.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="a.b.wild.test"
peer p server cert=wildcard-double
pump a p -> SSLCertVerificationError
