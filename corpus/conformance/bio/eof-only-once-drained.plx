# eof is true only when it was declared and nothing is left.
# cite: Python docs, ssl.MemoryBIO.eof

bio x
x.write b"ab" -> ok 2
x.write_eof   -> ok None
x.eof         -> ok False
x.read 1      -> ok b"a"
x.eof         -> ok False
x.read 1      -> ok b"b"
x.eof         -> ok True
