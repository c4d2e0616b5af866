# eof is true only when it was declared and nothing is left.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write b"ab" -> ok 2
x.write_eof   -> ok None
x.eof         -> ok False
x.read 1      -> ok b"a"
x.eof         -> ok False
x.read 1      -> ok b"b"
x.eof         -> ok True
