# A client that trusts another authority refuses.
# cite: RFC 5280 section 6.1.3

object a client ca=other-root
peer p server cert=p256
pump a p      -> SSLCertVerificationError verify_code=20
a.version     -> ok None
a.getpeercert -> ValueError
