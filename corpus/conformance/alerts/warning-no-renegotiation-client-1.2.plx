# The warning alert 100 in front of the ServerHello.
# cite: RFC 5246 section 7.2

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a insert=b"\x15\x03\x03\x00\x02\x01d"
# Libraries differ: ignored, or fatal as RFC 8446 section 6 has it.
a.do_handshake
a.do_handshake
a.version
