# NUL octets count and are kept.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"\x00"          -> ok 1
x.write b"\x00\x00a\x00" -> ok 4
x.pending                -> ok 5
x.read 3                 -> ok b"\x00\x00\x00"
x.read                   -> ok b"a\x00"
