# The length is looked at with a buffer too.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"hello"             -> ok 5
move p a
let b = bytearray(5)
a.read None b                -> TypeError
a.read "5" b                 -> TypeError
a.read 5.0 b                 -> TypeError
a.read 9223372036854775808 b -> OverflowError
a.read 5 b                   -> ok 5
