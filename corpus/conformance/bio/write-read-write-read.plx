# Reading between writes keeps the order and loses nothing.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"abcd" -> ok 4
x.read 2        -> ok b"ab"
x.write b"efgh" -> ok 4
x.pending       -> ok 6
x.read 3        -> ok b"cde"
x.write b"ij"   -> ok 2
x.read 1        -> ok b"f"
x.pending       -> ok 4
x.read          -> ok b"ghij"
x.pending       -> ok 0
