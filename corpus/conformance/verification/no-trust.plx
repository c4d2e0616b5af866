# A client that trusts nobody refuses everybody.
# cite: Python docs, ssl.SSLContext.load_verify_locations

object a client ca=none
peer p server cert=p256
pump a p      -> SSLCertVerificationError verify_code=20
a.version     -> ok None
a.getpeercert -> ValueError
