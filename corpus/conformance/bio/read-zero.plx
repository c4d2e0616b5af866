# A size of 0 gives nothing and takes nothing.
# cite: Python docs, ssl.MemoryBIO

bio x
x.read 0       -> ok b""
x.write b"abc" -> ok 3
x.read 0       -> ok b""
x.pending      -> ok 3
x.read 0       -> ok b""
x.read         -> ok b"abc"
