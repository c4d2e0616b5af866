# The encrypted part of the server flight is flipped.
# cite: RFC 8446 section 5.2

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a flip=-1
a.do_handshake -> SSLError
a.version      -> ok None
move a p
p.do_handshake -> SSLError
