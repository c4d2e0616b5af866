# Nothing is read of a record until it is there in full.
# cite: RFC 5246 section 6.2.1
# sentence: python-ssl.SSLObject-004 MUST

object a server tls=1.2
peer p client
pump a p     -> ok None
p.write b"half"
move p a hold=1
a.read 100   -> SSLWantReadError
a.pending    -> ok 0
a.in.pending -> ok 0
move p a
a.read 100   -> ok b"half"
