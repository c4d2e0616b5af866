# write takes exactly one argument, without a name.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
x.write           -> TypeError
x.write b"a" b"b" -> TypeError
x.write b=b"a"    -> TypeError
x.pending         -> ok 0
