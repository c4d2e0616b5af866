# A read into a buffer at the end gives 0 and leaves the buffer.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: Python docs, ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.unwrap-001 MUST
# sentence: python-ssl.SSLSocket.read-002 MUST

object a server tls=1.2
peer p client
pump a p          -> ok None
let b = bytearray(4)
p.unwrap
move p a
a.read 4 buffer=b -> ok 0
show b            -> ok bytearray(b"\x00\x00\x00\x00")
a.read 4 buffer=b -> ok 0
a.read 0          -> ok b""
a.pending         -> ok 0
