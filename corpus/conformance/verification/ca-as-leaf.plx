# An authority's certificate may serve as a leaf.
# cite: RFC 5280 section 4.2.1.9

object a client
peer p server cert=ca-as-leaf
pump a p -> ok None
