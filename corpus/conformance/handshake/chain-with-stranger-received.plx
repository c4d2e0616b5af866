# A certificate with a certificate that has nothing to do with it, received.
# cite: RFC 8446 section 4.4.2: the order is advice, extra certificates are allowed

object a client
peer p server cert=chain-with-stranger
pump a p           -> ok None
a.getpeercert True -> ok
