# A read does not reach from one record into the next.
# cite: Python docs, ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-003 MUST
# sentence: python-ssl.SSLSocket.read-001 MUST

object a client tls=1.2
peer p server
pump a p -> ok None
p.write b"abc"
p.write b"def"
move p a
a.read 2 -> ok b"ab"
a.read 2 -> ok b"c"
a.read 2 -> ok b"de"
a.read 2 -> ok b"f"
a.read 2 -> SSLWantReadError
