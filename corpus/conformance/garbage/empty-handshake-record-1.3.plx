# An empty handshake record in front of the ServerHello.
# cite: RFC 8446 section 5.1: no empty handshake records

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a insert=b"\x16\x03\x03\x00\x00"
a.do_handshake
a.version
