# The warning alert 0 in front of the ServerHello.
# cite: RFC 5246 section 7.2

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a insert=b"\x15\x03\x03\x00\x02\x01\x00"
a.do_handshake -> SSLZeroReturnError
a.do_handshake -> SSLZeroReturnError
a.version      -> ok None
