# A server under test with num_tickets 4.
# cite: Python docs, ssl.SSLContext.num_tickets (3.8)

context s server tls=1.3 tickets=4 -> ok None
object a server context=s
peer p client
pump a p                           -> ok None
p.read 1
p.session.has_ticket               -> ok True
