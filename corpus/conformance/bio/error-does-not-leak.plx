# A failed write leaves nothing behind that the next buffer or object could show.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl: the error is made without the library

bio x
x.write_eof    -> ok None
x.write b"a"   -> SSLError
bio y
y.write b"a"   -> ok 1
y.read         -> ok b"a"
object a client
a.do_handshake -> SSLWantReadError
