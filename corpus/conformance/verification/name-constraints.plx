# A name outside its authority's name constraints is refused.
# cite: RFC 5280 section 4.2.1.10

object a client
peer p server cert=names-denied
pump a p      -> SSLCertVerificationError
a.version     -> ok None
a.getpeercert -> ValueError
