# A certificate with four intermediates, sent.
# cite: RFC 8446 section 4.4.2; RFC 5280 section 6

object a server cert=long-chain
peer p client
pump a p           -> ok None
p.getpeercert True -> ok
