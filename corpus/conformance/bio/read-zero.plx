# A size of 0 gives nothing and takes nothing.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.read 0       -> ok b""
x.write b"abc" -> ok 3
x.read 0       -> ok b""
x.pending      -> ok 3
x.read 0       -> ok b""
x.read         -> ok b"abc"
