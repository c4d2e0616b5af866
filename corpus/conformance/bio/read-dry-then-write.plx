# A buffer that was read dry takes data again.
# cite: Python docs, ssl.MemoryBIO

bio x
x.read       -> ok b""
x.write b"a" -> ok 1
x.read       -> ok b"a"
x.read       -> ok b""
x.write b"b" -> ok 1
x.read 2     -> ok b"b"
x.read 2     -> ok b""
x.write b"c" -> ok 1
x.pending    -> ok 1
x.read       -> ok b"c"
