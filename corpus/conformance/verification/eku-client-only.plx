# A certificate for clients alone does not serve a server.
# cite: RFC 5280 section 4.2.1.12

object a client check_hostname=False
peer p server cert=client
pump a p      -> SSLCertVerificationError
a.version     -> ok None
a.getpeercert -> ValueError
