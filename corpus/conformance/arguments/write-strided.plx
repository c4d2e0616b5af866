# A buffer with gaps is refused with BufferError, and sends nothing.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl

object a client
peer p server
pump a p -> ok None

a.write strided(b"a1b2c3") -> BufferError
a.out.pending              -> ok 0
a.write b"fine"            -> ok 4
