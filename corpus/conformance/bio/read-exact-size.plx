# A size of exactly what is pending drains the buffer.
# cite: Python docs, ssl.MemoryBIO

bio x
x.write b"abcd" -> ok 4
x.read 4        -> ok b"abcd"
x.pending       -> ok 0
x.read 4        -> ok b""
