# A star that is not the first label stands for nothing.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="www.a.test"
peer p server cert=wildcard-inner
pump a p -> SSLCertVerificationError
