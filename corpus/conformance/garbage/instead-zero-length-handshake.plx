# A handshake record of length zero instead of the handshake, to a client and to a server.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client
a.do_handshake -> SSLWantReadError
a.in.write b"\x16\x03\x03\x00\x00"
a.do_handshake -> SSLWantReadError
a.version      -> ok None
a.do_handshake -> SSLWantReadError

object b server
b.do_handshake -> SSLWantReadError
b.in.write b"\x16\x03\x03\x00\x00"
b.do_handshake -> SSLWantReadError
b.version      -> ok None
b.do_handshake -> SSLWantReadError
