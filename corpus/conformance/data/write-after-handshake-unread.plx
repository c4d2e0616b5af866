# Writes go out while unread data waits.
# cite: Python docs, ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-001 MUST

object a client tls=1.2
peer p server
pump a p       -> ok None
p.write b"waiting"
move p a
a.write b"out" -> ok 3
move a p
p.read 100     -> ok b"out"
a.read 100     -> ok b"waiting"
