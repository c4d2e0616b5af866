# A certificate with a certificate that has nothing to do with it, sent.
# cite: RFC 8446 section 4.4.2: the order is advice, extra certificates are allowed

object a server cert=chain-with-stranger
peer p client
pump a p           -> ok None
p.getpeercert True -> ok
