# A negative length without a buffer is a ValueError.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
a.read -1          -> ValueError
a.read -2147483648 -> ValueError
peer p server
pump a p           -> ok None
a.read -1          -> ValueError
p.write b"data"    -> ok 4
move p a
a.read -1          -> ValueError
a.read 100         -> ok b"data"
