# A megabyte goes in at once and comes out in unequal pieces.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write fill(97, 1048576) -> ok 1048576
x.pending                 -> ok 1048576
x.read 1                  -> ok b"a"
x.read 65535              -> ok fill(97, 65535)
x.pending                 -> ok 983040
x.read 983039             -> ok fill(97, 983039)
x.pending                 -> ok 1
x.read                    -> ok b"a"
x.read                    -> ok b""
