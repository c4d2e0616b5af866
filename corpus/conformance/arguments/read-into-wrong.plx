# What cannot be written to is a TypeError: bytes, read-only views, no buffers at all.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello"            -> ok 5
move p a
a.read 5 b"....."           -> TypeError
a.read 5 readonly(b".....") -> TypeError
a.read 5 "....."            -> TypeError
a.read 5 7                  -> TypeError
a.read 5 [0, 0]             -> TypeError
a.read 5                    -> ok b"hello"
