# The signature of the ServerKeyExchange is flipped.
# cite: RFC 5246 section 7.4.3

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a record=2 flip=-1
a.do_handshake -> SSLError
a.version      -> ok None
