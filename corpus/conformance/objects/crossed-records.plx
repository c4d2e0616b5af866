# Records of one connection delivered to another do not decrypt.
# cite: RFC 8446 section 5.2

object a client tls=1.3
peer p server
pump a p            -> ok None
object b client tls=1.3
peer q server
pump b q            -> ok None
q.write b"for b"
move q a
a.read 100          -> SSLError
b.read 100          -> SSLWantReadError
b.write b"unharmed" -> ok 8
move b q
q.read 100          -> ok b"unharmed"
