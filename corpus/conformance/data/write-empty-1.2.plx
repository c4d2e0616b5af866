# Writing nothing sends no data.
# cite: Python docs, ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-001 MUST

object a client tls=1.2
peer p server
pump a p -> ok None
# SSLEOFError: 3.7 to 3.9; 0: 3.10 on
a.write b""      -> SSLEOFError | ok 0
a.write b"after" -> ok 5
move a p
p.read 100       -> ok b"after"
p.read 100       -> SSLWantReadError
