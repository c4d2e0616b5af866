# write returns the number of octets taken, which is all of them.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"a"     -> ok 1
x.write b"bcdef" -> ok 5
x.pending        -> ok 6
