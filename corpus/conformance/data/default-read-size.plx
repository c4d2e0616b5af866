# read takes 1024 octets at most when no size is named.
# cite: Python docs, ssl.SSLSocket.read: len=1024
# sentence: python-ssl.SSLSocket.read-003 MUST

object a client tls=1.3
peer p server
pump a p  -> ok None
p.write fill(97, 1500)
move p a
a.read    -> ok fill(97, 1024)
a.pending -> ok 476
a.read    -> ok fill(97, 476)
a.read    -> SSLWantReadError
