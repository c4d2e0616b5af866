# Writing nothing is allowed, returns 0 and changes nothing.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b""  -> ok 0
x.pending    -> ok 0
x.eof        -> ok False
x.write b"a" -> ok 1
x.write b""  -> ok 0
x.pending    -> ok 1
x.read       -> ok b"a"
