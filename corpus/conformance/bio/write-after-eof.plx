# After write_eof writing is an error that is an SSLError without errno, library or reason.
# cite: Python docs, ssl.MemoryBIO.write_eof
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST
# sentence: python-ssl.MemoryBIO.write_eof-001 MUST

bio x
x.write_eof  -> ok None
x.write b"a" -> SSLError message="cannot write() after write_eof()"
x.pending    -> ok 0
x.eof        -> ok True
