# Once reached, eof stays, however often it is asked or read.
# cite: Python docs, ssl.MemoryBIO.eof
# sentence: python-ssl.MemoryBIO.eof-001 MUST
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write b"ab" -> ok 2
x.write_eof   -> ok None
x.read        -> ok b"ab"
x.eof         -> ok True
x.read        -> ok b""
x.read 1      -> ok b""
x.read -1     -> ok b""
x.eof         -> ok True
x.eof         -> ok True
x.pending     -> ok 0
