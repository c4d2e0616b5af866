# What is written is copied: writing the same buffer twice gives it twice.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
let b = bytearray(b"abc")
x.write b -> ok 3
x.write b -> ok 3
x.read    -> ok b"abcabc"
