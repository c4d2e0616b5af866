# Writing nothing to an established object returns 0 (from 3.10 on) and sends nothing.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl

object a client
peer p server
pump a p -> ok None

a.write b""            -> ok 0 | SSLEOFError  # SSLEOFError up to 3.9
a.write bytearray(b"") -> ok 0 | SSLEOFError
a.out.pending          -> ok 0
a.write b"fine"        -> ok 4
