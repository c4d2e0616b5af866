# A view of a bytearray is written through to it.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello"       -> ok 5
move p a
let b = bytearray(b"........")
a.read 8 memoryview(b) -> ok 5
show b
