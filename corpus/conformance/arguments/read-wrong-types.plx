# A length that is no integer is a TypeError, and takes nothing.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"data" -> ok 4
move p a
a.read None     -> TypeError
a.read 1.0      -> TypeError
a.read "1"      -> TypeError
a.read b"1"     -> TypeError
a.read []       -> TypeError
a.read 10       -> ok b"data"
