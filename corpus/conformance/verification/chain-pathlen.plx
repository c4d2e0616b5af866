# A chain longer than its pathLenConstraint allows is refused.
# cite: RFC 5280 section 6.1.4 (l), (m)

object a client
peer p server cert=chain-pathlen
pump a p      -> SSLCertVerificationError
a.version     -> ok None
a.getpeercert -> ValueError
