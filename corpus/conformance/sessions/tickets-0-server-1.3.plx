# A server under test with num_tickets 0.
# cite: Python docs, ssl.SSLContext.num_tickets (3.8)

context s server tls=1.3 tickets=0 -> ok None
s.num_tickets                      -> ok 0 | AttributeError
object a server context=s
peer p client
pump a p                           -> ok None
a.out.pending                      -> ok 0
