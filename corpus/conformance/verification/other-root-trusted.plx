# The same certificate is well for a client that trusts its authority.
# cite: RFC 5280 section 6.1.3

object a client ca=other-root
peer p server cert=unknown-ca
pump a p -> ok None
