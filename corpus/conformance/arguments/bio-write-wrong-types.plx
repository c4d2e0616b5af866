# What is no buffer is a TypeError, and nothing is written.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)
# sentence: python-ssl.MemoryBIO.write-002 MUST

bio x
x.write "text" -> TypeError
x.write ""     -> TypeError
x.write None   -> TypeError
x.write 5      -> TypeError
x.write True   -> TypeError
x.write 1.5    -> TypeError
x.write [1, 2] -> TypeError
x.write (1, 2) -> TypeError
x.write {}     -> TypeError
x.pending      -> ok 0
