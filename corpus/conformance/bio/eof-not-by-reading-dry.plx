# Reading an empty buffer does not make eof true.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST

bio x
x.read       -> ok b""
x.read 10    -> ok b""
x.eof        -> ok False
x.write b"a" -> ok 1
x.read 10    -> ok b"a"
x.read 10    -> ok b""
x.eof        -> ok False
