# One read of more than is left reaches eof; what was there is not lost.
# cite: Python docs, ssl.MemoryBIO.eof

bio x
x.write b"abc" -> ok 3
x.write_eof    -> ok None
x.read 100     -> ok b"abc"
x.eof          -> ok True
