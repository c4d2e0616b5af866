# A mebibyte is written in one call and comes out in full.
# cite: Python docs, ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-001 MUST

object a client tls=1.3
peer p server
pump a p                   -> ok None
a.write fill(122, 1048576) -> ok 1048576
move a p
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 1048576             -> ok
p.read 100                 -> SSLWantReadError
