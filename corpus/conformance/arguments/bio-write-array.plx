# An array counts by octets, not by items.
# cite: Python docs, ssl.MemoryBIO.write: bytes-like object
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write array("B", [1, 2, 3]) -> ok 3
x.write array("H", [1, 2, 3]) -> ok 6
x.write array("i", [1, 2])    -> ok 8
x.write array("d", [0.5])     -> ok 8
x.pending                     -> ok 25
x.read 3                      -> ok b"\x01\x02\x03"
