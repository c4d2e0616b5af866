# The fatal alert 80 instead of a ServerHello ends the handshake.
# cite: RFC 8446 section 6.2
# cite: RFC 5246 section 7.2.2

object a client tls=1.2
a.do_handshake -> SSLWantReadError
a.in.write b"\x15\x03\x03\x00\x02\x02P"
a.do_handshake -> SSLError
a.version      -> ok None

object b client tls=1.3
b.do_handshake -> SSLWantReadError
b.in.write b"\x15\x03\x03\x00\x02\x02P"
b.do_handshake -> SSLError
b.version      -> ok None
