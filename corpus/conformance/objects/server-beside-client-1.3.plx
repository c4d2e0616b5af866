# A client and a server under test talk to each other.
# cite: Python docs, ssl.SSLObject
# sentence: python-ssl.SSLObject-006 MUST

object a client tls=1.3
object b server tls=1.3
pump a b        -> ok None
a.write b"ping" -> ok 4
move a b
b.read 100      -> ok b"ping"
b.write b"pong" -> ok 4
move b a
a.read 100      -> ok b"pong"
a.unwrap        -> SSLWantReadError
move a b
b.read 100      -> ok b""
b.unwrap        -> ok None
move b a
a.unwrap        -> ok None
