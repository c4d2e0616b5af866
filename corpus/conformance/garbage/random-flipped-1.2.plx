# A flipped octet in the random of the ServerHello.
# cite: RFC 8446 section 4.4; RFC 5246 section 7.4.9

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a record=0 flip=20
a.do_handshake -> SSLError
a.version      -> ok None
