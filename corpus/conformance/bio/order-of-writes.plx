# Writes come out in the order they went in, without borders between them.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST
# sentence: python-ssl.MemoryBIO.write-001 MUST

bio x
x.write b"one"   -> ok 3
x.write b"two"   -> ok 3
x.write b"three" -> ok 5
x.read 4         -> ok b"onet"
x.read 4         -> ok b"woth"
x.read 4         -> ok b"ree"
