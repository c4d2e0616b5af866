# A client that is answered in another protocol fails.
# cite: RFC 8446 section 5.1

object a client
a.do_handshake -> SSLWantReadError
a.in.write b"HTTP/1.1 400 Bad Request\r\n\r\n" -> ok 28
a.do_handshake -> SSLError
a.version      -> ok None
