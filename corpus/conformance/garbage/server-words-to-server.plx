# What a server says reaches a server.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client
object b server
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p b
b.do_handshake -> SSLError
b.version      -> ok None
