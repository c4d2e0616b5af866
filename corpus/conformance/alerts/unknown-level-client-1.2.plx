# An alert of level 3.
# cite: RFC 5246 section 7.2

object a client tls=1.2
a.do_handshake -> SSLWantReadError
a.in.write b"\x15\x03\x03\x00\x02\x03("
a.do_handshake -> SSLError
a.version      -> ok None
