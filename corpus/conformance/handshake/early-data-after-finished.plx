# Data that follows the peer's Finished in one delivery is kept until it is read.
# cite: RFC 8446 section 2

object a server tls=1.3
peer p client
p.do_handshake          -> SSLWantReadError
move p a
a.do_handshake          -> SSLWantReadError
move a p
p.do_handshake          -> ok None
p.write b"right behind" -> ok 12
move p a
a.do_handshake          -> ok None
a.read 100              -> ok b"right behind"
