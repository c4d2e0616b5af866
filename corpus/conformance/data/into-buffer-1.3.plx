# Reading into a buffer takes one record at most and leaves the rest of the buffer.
# cite: Python docs, ssl.SSLSocket.read: buffer
# sentence: python-ssl.SSLSocket.read-003 MUST
# sentence: python-ssl.SSLSocket.read-002 MUST

object a client tls=1.3
peer p server
pump a p            -> ok None
let b = bytearray(8)
p.write b"abc"
p.write b"defgh"
move p a
a.read 8 buffer=b   -> ok 3
show b              -> ok bytearray(b"abc\x00\x00\x00\x00\x00")
a.read 2 buffer=b   -> ok 2
show b              -> ok bytearray(b"dec\x00\x00\x00\x00\x00")
a.pending           -> ok 3
a.read 100 buffer=b -> ok 3
show b              -> ok bytearray(b"fgh\x00\x00\x00\x00\x00")
a.read 8 buffer=b   -> SSLWantReadError
