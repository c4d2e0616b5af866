# A fatal alert in the middle of the handshake, in plain.
# cite: RFC 8446 section 6

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
p.do_handshake
move p a
a.do_handshake
a.in.write b"\x15\x03\x03\x00\x02\x02("
a.do_handshake -> SSLError
a.read 100     -> ok b""
a.write b"x"   -> SSLZeroReturnError
