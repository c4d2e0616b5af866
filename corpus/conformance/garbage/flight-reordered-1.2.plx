# The records of the server's flight come last first.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a reorder=True
a.do_handshake -> SSLError
a.version      -> ok None
