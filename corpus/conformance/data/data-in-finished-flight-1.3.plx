# Data right behind the last flight is read after the handshake.
# cite: RFC 8446 section 5.1

object a server tls=1.3
peer p client
p.do_handshake
move p a
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
p.write b"same flight"
move p a
a.do_handshake -> ok None
a.pending      -> ok 0
move a p
p.do_handshake
p.write b"next"
move p a
a.read 4       -> ok b"same"
