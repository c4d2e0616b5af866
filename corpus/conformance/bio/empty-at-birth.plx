# A new MemoryBIO is empty and not at its end.
# cite: Python docs, ssl.MemoryBIO

bio x
x.pending -> ok 0
x.eof     -> ok False
x.read    -> ok b""
x.eof     -> ok False
