# A star within a label stands for nothing (from 3.7 on).
# cite: RFC 6125 section 6.4.3; Python docs, ssl, changed in 3.7: partial wildcards

object a client server_hostname="foo.wild.test"
peer p server cert=wildcard-partial
pump a p -> SSLCertVerificationError
object b client server_hostname="f.wild.test"
peer q server cert=wildcard-partial
pump b q -> SSLCertVerificationError
object c client server_hostname="wild.test"
peer r server cert=wildcard-partial
pump c r -> SSLCertVerificationError
