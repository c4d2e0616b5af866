# The error comes while data is still pending, and leaves it alone.
# cite: Python docs, ssl.MemoryBIO.write_eof
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST
# sentence: python-ssl.MemoryBIO.write_eof-001 MUST

bio x
x.write b"abc" -> ok 3
x.write_eof    -> ok None
x.write b"def" -> SSLError message="cannot write() after write_eof()"
x.pending      -> ok 3
x.eof          -> ok False
x.read         -> ok b"abc"
x.eof          -> ok True
x.write b"ghi" -> SSLError message="cannot write() after write_eof()"
