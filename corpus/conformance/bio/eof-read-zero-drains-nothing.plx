# A read of 0 octets does not bring eof nearer.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write b"a" -> ok 1
x.write_eof  -> ok None
x.read 0     -> ok b""
x.eof        -> ok False
x.pending    -> ok 1
x.read 1     -> ok b"a"
x.eof        -> ok True
x.read 0     -> ok b""
x.eof        -> ok True
