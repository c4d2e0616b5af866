# A certificate with an intermediate of another kind of key, sent.
# cite: RFC 8446 section 4.4.2; RFC 5280 section 6

object a server cert=chain-rsa
peer p client
pump a p           -> ok None
p.getpeercert True -> ok
