# The size has no name, and there is one only.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_read_impl (size: int)

bio x
x.write b"abc" -> ok 3
x.read size=1  -> TypeError
x.read n=1     -> TypeError
x.read 1 1     -> TypeError
x.pending      -> ok 3
