# Writing nothing is allowed, returns 0 and changes nothing.
# cite: Python docs, ssl.MemoryBIO

bio x
x.write b""  -> ok 0
x.pending    -> ok 0
x.eof        -> ok False
x.write b"a" -> ok 1
x.write b""  -> ok 0
x.pending    -> ok 1
x.read       -> ok b"a"
