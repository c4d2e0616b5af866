# A length of 0 gives nothing in every state and does not touch the connection.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
a.read 0        -> ok b""
a.out.pending   -> ok 0
peer p server
pump a p        -> ok None
a.read 0        -> ok b""
p.write b"data" -> ok 4
move p a
a.read 0        -> ok b""
a.read 100      -> ok b"data"
p.unwrap        -> SSLWantReadError
move p a
a.read 0        -> ok b""
a.read 10       -> ok b""
a.read 0        -> ok b""
