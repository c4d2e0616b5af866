# A length beyond the buffer's means the buffer's.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello" -> ok 5
move p a
let b = bytearray(3)
a.read 100 b     -> ok 3
show b
a.read 100       -> ok b"lo"
