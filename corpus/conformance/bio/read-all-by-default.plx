# read without a size gives everything.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"hello, world" -> ok 12
x.read                  -> ok b"hello, world"
x.pending               -> ok 0
x.read                  -> ok b""
