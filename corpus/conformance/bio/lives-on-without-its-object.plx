# A buffer outlives the object that used it, with what is in it.
# cite: CPython Modules/_ssl.c, newPySSLSocket: BIO_up_ref on both BIOs

bio x
bio y
object a client in=x out=y
a.do_handshake  -> SSLWantReadError
drop a
collect
y.read 1        -> ok b"\x16"
y.write b"more" -> ok 4
x.write b"in"   -> ok 2
x.read          -> ok b"in"
