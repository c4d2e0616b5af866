# Any negative size means everything, as -1 does.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_read_impl: len < 0 || len > avail

bio x
x.write b"one"     -> ok 3
x.read -1          -> ok b"one"
x.write b"two"     -> ok 3
x.read -2          -> ok b"two"
x.write b"three"   -> ok 5
x.read -2147483648 -> ok b"three"
x.read -1          -> ok b""
