# Two buffers share nothing: not data, not the end.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
bio y
x.write b"x"  -> ok 1
y.write b"yy" -> ok 2
x.pending     -> ok 1
y.pending     -> ok 2
x.write_eof   -> ok None
y.write b"y"  -> ok 1
x.read        -> ok b"x"
x.eof         -> ok True
y.eof         -> ok False
y.read        -> ok b"yyy"
