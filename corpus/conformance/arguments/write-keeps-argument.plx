# A mutable argument is the same after it was written.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl

object a client
peer p server
pump a p -> ok None

let b = bytearray(b"secret")
a.write b -> ok 6
show b
a.write b -> ok 6
move a p
p.read 10 -> ok b"secret"
p.read 10 -> ok b"secret"
