# write before the handshake drives it, and the data is not lost when it is said again.
# cite: OpenSSL, SSL_write: performs the handshake if it was not

object a client
peer p server
a.write b"hello" -> SSLWantReadError
move a p
p.do_handshake   -> SSLWantReadError
move p a
a.write b"hello" -> ok 5
a.version        -> ok "TLSv1.3"
move a p
p.read 10        -> ok b"hello"
