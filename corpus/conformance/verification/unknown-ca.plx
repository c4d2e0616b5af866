# A certificate of an authority that is not trusted is refused.
# cite: RFC 5280 section 6.1.3

object a client
peer p server cert=unknown-ca
pump a p      -> SSLCertVerificationError verify_code=20
a.version     -> ok None
a.getpeercert -> ValueError
