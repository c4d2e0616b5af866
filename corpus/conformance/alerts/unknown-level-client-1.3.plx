# An alert of level 3.
# cite: RFC 8446 section 6

object a client tls=1.3
a.do_handshake -> SSLWantReadError
a.in.write b"\x15\x03\x03\x00\x02\x03("
a.do_handshake -> SSLError
a.version      -> ok None
