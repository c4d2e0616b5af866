# A length below the buffer's limits what is read; the rest of the buffer stays.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello" -> ok 5
move p a
let b = bytearray(b"..........")
a.read 3 b       -> ok 3
show b
a.read 10        -> ok b"lo"
