# A name within its authority's name constraints is well.
# cite: RFC 5280 section 4.2.1.10

object a client server_hostname="a.allowed.test"
peer p server cert=names-allowed
pump a p -> ok None
