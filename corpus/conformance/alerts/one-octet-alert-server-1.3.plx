# Half an alert in a record.
# cite: RFC 8446 section 6

object a server tls=1.3
peer p client
a.do_handshake -> SSLWantReadError
a.in.write b"\x15\x03\x03\x00\x01\x02"
a.do_handshake -> SSLError
a.version      -> ok None
