# When there is nothing to read the buffer stays as it is.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

let b = bytearray(b"keep")
a.read 4 b -> SSLWantReadError
show b
