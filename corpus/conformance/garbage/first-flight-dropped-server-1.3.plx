# The first flight is lost.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a server tls=1.3
peer p client
a.do_handshake -> SSLWantReadError
p.do_handshake
move p a drop=True
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError
a.version      -> ok None
