# A buffer with gaps is refused, and nothing is read.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello"                -> ok 5
move p a
a.read 5 strided(b"..........") -> TypeError | BufferError
a.read 5                        -> ok b"hello"
