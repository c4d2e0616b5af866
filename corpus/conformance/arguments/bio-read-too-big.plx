# A size beyond 32 bits is an OverflowError, and takes nothing.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_read_impl (size: int)

bio x
x.write b"abc"              -> ok 3
x.read 2147483648           -> OverflowError
x.read 4294967296           -> OverflowError
x.read 9223372036854775808  -> OverflowError
x.read -2147483649          -> OverflowError
x.read -9223372036854775809 -> OverflowError
x.pending                   -> ok 3
x.read 2147483647           -> ok b"abc"
