# A certificate whose intermediate is not sent is refused.
# cite: RFC 8446 section 4.4.2: the chain is to be sent
# cite: RFC 5280 section 6.1.3

object a client
peer p server cert=chain-missing
pump a p      -> SSLCertVerificationError verify_code=20
a.version     -> ok None
a.getpeercert -> ValueError
