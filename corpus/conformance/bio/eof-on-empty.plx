# On an empty buffer write_eof makes eof true at once.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write_eof -> ok None
x.eof       -> ok True
x.pending   -> ok 0
x.read      -> ok b""
x.eof       -> ok True
