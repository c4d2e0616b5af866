# A certificate issued by one that is no authority is refused.
# cite: RFC 5280 section 6.1.4 (k)

object a client
peer p server cert=chain-not-ca
pump a p      -> SSLCertVerificationError
a.version     -> ok None
a.getpeercert -> ValueError
