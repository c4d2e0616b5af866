# A certificate whose time has not come is refused.
# cite: RFC 5280 section 6.1.3 (a)(2)

object a client
peer p server cert=not-yet-valid
pump a p      -> SSLCertVerificationError verify_code=9
a.version     -> ok None
a.getpeercert -> ValueError
