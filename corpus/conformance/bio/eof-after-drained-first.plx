# Draining first and declaring the end afterwards comes to the same.
# cite: Python docs, ssl.MemoryBIO.eof

bio x
x.write b"ab" -> ok 2
x.read        -> ok b"ab"
x.eof         -> ok False
x.write_eof   -> ok None
x.eof         -> ok True
