# A server that only ever reads shakes hands on the way.
# cite: OpenSSL, SSL_read: performs the handshake if it was not

object a server
peer p client
a.read 10        -> SSLWantReadError
p.do_handshake   -> SSLWantReadError
move p a
a.read 10        -> SSLWantReadError
move a p
p.do_handshake   -> ok None
p.write b"hello" -> ok 5
move p a
a.read 10        -> ok b"hello"
