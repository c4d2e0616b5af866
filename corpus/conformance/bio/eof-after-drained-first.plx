# Draining first and declaring the end afterwards comes to the same.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write b"ab" -> ok 2
x.read        -> ok b"ab"
x.eof         -> ok False
x.write_eof   -> ok None
x.eof         -> ok True
