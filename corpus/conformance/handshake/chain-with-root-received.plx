# A certificate with an intermediate and the root, received.
# cite: RFC 8446 section 4.4.2: the order is advice, extra certificates are allowed

object a client
peer p server cert=chain-with-root
pump a p           -> ok None
a.getpeercert True -> ok
