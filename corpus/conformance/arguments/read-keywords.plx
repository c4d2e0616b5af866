# len and buffer have names.
# cite: CPython Lib/ssl.py, SSLObject.read(len=1024, buffer=None)

object a client
peer p server
pump a p -> ok None

p.write b"abcdef"     -> ok 6
move p a
a.read len=2          -> ok b"ab"
let b = bytearray(2)
a.read len=2 buffer=b -> ok 2
show b
a.read 10 None        -> ok b"ef"
a.read 1 b 2          -> TypeError
a.read size=1         -> TypeError
