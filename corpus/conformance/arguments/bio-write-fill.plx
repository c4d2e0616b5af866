# Made octets of any value and number.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
x.write fill(0, 4)   -> ok 4
x.write fill(255, 2) -> ok 2
x.write fill(65, 0)  -> ok 0
x.read               -> ok b"\x00\x00\x00\x00\xff\xff"
