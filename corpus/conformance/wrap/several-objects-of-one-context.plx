# One context makes any number of objects, of which each has its own connection.
# cite: Python docs, ssl.SSLContext.wrap_bio
# sentence: python-ssl.SSLObject-002 MUST

context c client
object a client context=c
object b client context=c
peer p server
peer q server
pump a p        -> ok None
b.version       -> ok None
b.do_handshake  -> SSLWantReadError
b.version       -> ok None
pump b q        -> ok None
a.write b"to p" -> ok 4
b.write b"to q" -> ok 4
move a p
move b q
p.read 10       -> ok b"to p"
q.read 10       -> ok b"to q"
