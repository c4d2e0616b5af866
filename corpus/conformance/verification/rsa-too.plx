# Trust does not depend on the kind of key.
# cite: RFC 5280 section 6.1.3

object a client
peer p server cert=rsa2048
pump a p -> ok None
object b client ca=other-root
peer q server cert=rsa2048
pump b q -> SSLCertVerificationError verify_code=20
