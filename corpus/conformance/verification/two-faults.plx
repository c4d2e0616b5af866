# Of a certificate of two faults one is named; which one is up to the library.
# cite: RFC 5280 section 6.1.3

object a client server_hostname="nowhere.test" ca=other-root
peer p server cert=expired
pump a p -> SSLCertVerificationError
