# One read of more than is left reaches eof; what was there is not lost.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write b"abc" -> ok 3
x.write_eof    -> ok None
x.read 100     -> ok b"abc"
x.eof          -> ok True
