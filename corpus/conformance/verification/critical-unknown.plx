# A certificate with a critical extension that nobody knows is refused.
# cite: RFC 5280 section 4.2

object a client
peer p server cert=critical-unknown
pump a p      -> SSLCertVerificationError
a.version     -> ok None
a.getpeercert -> ValueError
