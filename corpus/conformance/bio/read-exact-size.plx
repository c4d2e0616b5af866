# A size of exactly what is pending drains the buffer.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"abcd" -> ok 4
x.read 4        -> ok b"abcd"
x.pending       -> ok 0
x.read 4        -> ok b""
