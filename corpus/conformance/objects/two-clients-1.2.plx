# Two clients and two servers, step by step in turn.
# cite: What happens to one object never shows in another

object a client tls=1.2
object b client tls=1.2
peer p server
peer q server
a.do_handshake    -> SSLWantReadError
b.do_handshake    -> SSLWantReadError
move b q
move a p
p.do_handshake
q.do_handshake
move p a
a.do_handshake
move q b
b.do_handshake
pump a p          -> ok None
pump b q          -> ok None
a.write b"from a" -> ok 6
b.write b"from b" -> ok 6
move b q
move a p
p.read 100        -> ok b"from a"
q.read 100        -> ok b"from b"
