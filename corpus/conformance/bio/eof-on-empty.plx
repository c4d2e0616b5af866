# On an empty buffer write_eof makes eof true at once.
# cite: Python docs, ssl.MemoryBIO.eof

bio x
x.write_eof -> ok None
x.eof       -> ok True
x.pending   -> ok 0
x.read      -> ok b""
x.eof       -> ok True
