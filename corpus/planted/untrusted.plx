# A certificate of an unknown authority is refused.
# cite: RFC 5280 section 6.1

object a client
peer p server cert=unknown-ca
pump a p -> SSLCertVerificationError
