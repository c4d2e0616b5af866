# A memoryview is written by its octets; read-only or not makes no difference.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
x.write memoryview(b"abc")            -> ok 3
x.write memoryview(bytearray(b"def")) -> ok 3
x.write readonly(b"ghi")              -> ok 3
x.read                                -> ok b"abcdefghi"
