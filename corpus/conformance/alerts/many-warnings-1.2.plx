# Warnings without end: a library gives up, or waits for more.
# cite: RFC 5246 section 7.2

object a client tls=1.2
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
