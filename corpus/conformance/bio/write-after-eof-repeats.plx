# The error is the same each time, and the buffer can still be read between.
# cite: Python docs, ssl.MemoryBIO.write_eof
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST
# sentence: python-ssl.MemoryBIO.write_eof-001 MUST

bio x
x.write b"ab" -> ok 2
x.write_eof   -> ok None
x.write b"c"  -> SSLError
x.read 1      -> ok b"a"
x.write b"c"  -> SSLError
x.read 1      -> ok b"b"
x.write b"c"  -> SSLError
x.read 1      -> ok b""
x.eof         -> ok True
