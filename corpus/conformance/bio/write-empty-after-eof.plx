# Writing nothing after write_eof is an error too.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl: looks at eof_written first

bio x
x.write b"a" -> ok 1
x.write_eof  -> ok None
x.write b""  -> SSLError message="cannot write() after write_eof()"
x.read       -> ok b"a"
x.write b""  -> SSLError message="cannot write() after write_eof()"
