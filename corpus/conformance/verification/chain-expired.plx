# A chain with an expired intermediate is refused.
# cite: RFC 5280 section 6.1.3 (a)(2)

object a client
peer p server cert=chain-expired
pump a p      -> SSLCertVerificationError verify_code=10
a.version     -> ok None
a.getpeercert -> ValueError
