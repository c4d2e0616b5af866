# A bytearray is written by its octets, and stays as it is.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
let b = bytearray(b"hello")
x.write b              -> ok 5
show b
x.read                 -> ok b"hello"
x.write bytearray(b"") -> ok 0
