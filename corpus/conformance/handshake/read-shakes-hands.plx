# read before the handshake drives it.
# cite: OpenSSL, SSL_read: performs the handshake if it was not; Python docs, ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-003 MUST
# sentence: python-ssl.SSLSocket.read-001 MUST

object a client
peer p server
a.read 10        -> SSLWantReadError
a.out.read 0     -> ok b""
move a p
p.do_handshake   -> SSLWantReadError
move p a
a.read 10        -> SSLWantReadError
a.version        -> ok "TLSv1.3"
move a p
p.do_handshake   -> ok None
p.write b"hello" -> ok 5
move p a
a.read 10        -> ok b"hello"
