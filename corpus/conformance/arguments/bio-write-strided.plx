# A buffer with gaps is refused with BufferError.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
x.write strided(b"a1b2c3") -> BufferError
x.pending                  -> ok 0
x.write b"fine"            -> ok 4
