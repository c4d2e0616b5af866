# A certificate with four intermediates, received.
# cite: RFC 8446 section 4.4.2; RFC 5280 section 6

object a client
peer p server cert=long-chain
pump a p           -> ok None
a.getpeercert True -> ok
