# The size is looked at before the state: too big is OverflowError at eof too.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_read_impl (size: int)

bio x
x.read 2147483648 -> OverflowError
x.write_eof       -> ok None
x.read 2147483648 -> OverflowError
x.eof             -> ok True
