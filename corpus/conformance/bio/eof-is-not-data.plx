# Declaring the end twice does not give two ends, or any octet.
# cite: Python docs, ssl.MemoryBIO.write_eof

bio x
x.write_eof -> ok None
x.write_eof -> ok None
x.pending   -> ok 0
x.read 1    -> ok b""
x.read      -> ok b""
