# Writing nothing before the handshake drives the handshake.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl

object a client
a.write b""  -> SSLWantReadError
a.out.read 1 -> ok b"\x16"
