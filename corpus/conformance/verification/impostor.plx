# A certificate of an authority of the trusted one's name but another key is refused.
# cite: RFC 5280 section 6.1.3 (a)(1)

object a client
peer p server cert=impostor
pump a p      -> SSLCertVerificationError verify_code=7
a.version     -> ok None
a.getpeercert -> ValueError
