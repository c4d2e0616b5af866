# A size that is no integer is a TypeError.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_read_impl (size: int)

bio x
x.write b"abc" -> ok 3
x.read None    -> TypeError
x.read 1.0     -> TypeError
x.read "1"     -> TypeError
x.read b"1"    -> TypeError
x.read [1]     -> TypeError
x.read (1,)    -> TypeError
x.read {}      -> TypeError
x.pending      -> ok 3
