# A certificate of another name is refused.
# cite: RFC 6125 section 6

object a client
peer p server cert=wrong-name
pump a p -> SSLCertVerificationError
