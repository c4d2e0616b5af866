# write_eof takes no arguments, and a refused call does not end the buffer.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_eof_impl

bio x
x.write_eof 1         -> TypeError
x.write_eof None      -> TypeError
x.eof                 -> ok False
x.write b"still open" -> ok 10
