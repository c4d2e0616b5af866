# An object keeps its buffers alive when nobody else does.
# cite: CPython Modules/_ssl.c, newPySSLSocket: BIO_up_ref on both BIOs

bio x
bio y
object a client in=x out=y
drop x
drop y
collect
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError
a.version      -> ok None
