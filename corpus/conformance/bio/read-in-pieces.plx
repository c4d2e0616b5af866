# Pieces of any size come out in order.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"abcdefghij" -> ok 10
x.read 1              -> ok b"a"
x.read 2              -> ok b"bc"
x.read 3              -> ok b"def"
x.read 4              -> ok b"ghij"
x.read 5              -> ok b""
