# A certificate with an intermediate, sent.
# cite: RFC 8446 section 4.4.2; RFC 5280 section 6

object a server cert=chain
peer p client
pump a p           -> ok None
p.getpeercert True -> ok
