# A new MemoryBIO is empty and not at its end.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST

bio x
x.pending -> ok 0
x.eof     -> ok False
x.read    -> ok b""
x.eof     -> ok False
