# A server that is spoken to in plain HTTP fails.
# cite: RFC 8446 section 5.1; OpenSSL names it HTTP_REQUEST

object a server
a.in.write b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" -> ok 35
a.do_handshake -> SSLError
a.version      -> ok None
