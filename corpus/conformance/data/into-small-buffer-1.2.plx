# A record larger than the buffer is read in several calls.
# cite: Python docs, ssl.SSLSocket.read: buffer
# sentence: python-ssl.SSLSocket.read-002 MUST

object a server tls=1.2
peer p client
pump a p            -> ok None
let b = bytearray(4)
p.write b"0123456789"
move p a
a.read 100 buffer=b -> ok 4
show b              -> ok bytearray(b"0123")
a.pending           -> ok 6
a.read 100 buffer=b -> ok 4
show b              -> ok bytearray(b"4567")
a.read 100 buffer=b -> ok 2
show b              -> ok bytearray(b"8967")
a.pending           -> ok 0
