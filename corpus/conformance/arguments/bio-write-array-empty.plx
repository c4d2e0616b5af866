# An array without items writes nothing.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
x.write array("i", []) -> ok 0
x.pending              -> ok 0
