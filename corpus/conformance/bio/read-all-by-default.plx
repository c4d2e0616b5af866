# read without a size gives everything.
# cite: Python docs, ssl.MemoryBIO

bio x
x.write b"hello, world" -> ok 12
x.read                  -> ok b"hello, world"
x.pending               -> ok 0
x.read                  -> ok b""
