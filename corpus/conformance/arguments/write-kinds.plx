# Any buffer without gaps is written by its octets.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl

object a client
peer p server
pump a p -> ok None

a.write bytearray(b"abc")      -> ok 3
a.write memoryview(b"def")     -> ok 3
a.write readonly(b"ghi")       -> ok 3
a.write array("B", [106, 107]) -> ok 2
a.write fill(108, 3)           -> ok 3
move a p
p.read 100                     -> ok b"abc"
p.read 100                     -> ok b"def"
p.read 100                     -> ok b"ghi"
p.read 100                     -> ok b"jk"
p.read 100                     -> ok b"lll"
