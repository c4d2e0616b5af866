# A length of 2**31: read from 3.10 on, OverflowError up to 3.9.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"data"   -> ok 4
move p a
a.read 2147483648 -> ok b"data" | OverflowError | MemoryError
