# With a buffer a length of 0 or less means the buffer's.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello, world" -> ok 12
move p a
let b = bytearray(5)
a.read 0 b              -> ok 5
show b
a.read -1 b             -> ok 5
show b
a.read 100              -> ok b"ld"
