# A read takes from one record at most, however much is asked for.
# cite: Python docs, ssl.SSLSocket.read
# cite: RFC 5246 section 6.2.1
# sentence: python-ssl.SSLSocket.read-003 MUST
# sentence: python-ssl.SSLSocket.read-001 MUST

object a client tls=1.2
peer p server
pump a p    -> ok None
p.write b"first"
p.write b"second"
p.write b"third"
move p a
a.read 1000 -> ok b"first"
a.read 1000 -> ok b"second"
a.read 1000 -> ok b"third"
a.read 1000 -> SSLWantReadError
