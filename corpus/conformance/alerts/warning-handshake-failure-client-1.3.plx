# The warning alert 40 in front of the ServerHello.
# cite: RFC 8446 section 6

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a insert=b"\x15\x03\x03\x00\x02\x01("
# Libraries differ: ignored, or fatal as RFC 8446 section 6 has it.
a.do_handshake
a.do_handshake
a.version
