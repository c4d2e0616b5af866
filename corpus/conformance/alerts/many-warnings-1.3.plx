# Warnings without end: a library gives up, or waits for more.
# cite: RFC 8446 section 6

object a client tls=1.3
a.do_handshake -> SSLWantReadError
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.in.write b"\x15\x03\x03\x00\x02\x01Z"
a.do_handshake
a.version      -> ok None
