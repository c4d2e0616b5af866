# With a buffer the octets go into it and their number comes back.
# cite: Python docs, ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-002 MUST

object a client
peer p server
pump a p -> ok None

p.write b"hello" -> ok 5
move p a
let b = bytearray(10)
a.read 10 b      -> ok 5
show b
