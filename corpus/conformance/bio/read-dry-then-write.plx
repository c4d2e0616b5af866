# A buffer that was read dry takes data again.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.read       -> ok b""
x.write b"a" -> ok 1
x.read       -> ok b"a"
x.read       -> ok b""
x.write b"b" -> ok 1
x.read 2     -> ok b"b"
x.read 2     -> ok b""
x.write b"c" -> ok 1
x.pending    -> ok 1
x.read       -> ok b"c"
