# A certificate with 400 names, larger than half a record, sent.
# cite: RFC 8446 section 4.4.2; RFC 5280 section 6

object a server cert=many-sans
peer p client
pump a p           -> ok None
p.getpeercert True -> ok
