# A self-signed certificate that is not itself trusted is refused.
# cite: RFC 5280 section 6.1.3

object a client
peer p server cert=self-signed
pump a p      -> SSLCertVerificationError verify_code=18
a.version     -> ok None
a.getpeercert -> ValueError
