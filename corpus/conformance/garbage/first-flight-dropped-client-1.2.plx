# The first flight is lost.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a drop=True
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError
a.version      -> ok None
