# write_eof may be repeated, before and after the buffer is drained.
# cite: Python docs, ssl.MemoryBIO.write_eof
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

bio x
x.write b"a" -> ok 1
x.write_eof  -> ok None
x.write_eof  -> ok None
x.eof        -> ok False
x.read       -> ok b"a"
x.eof        -> ok True
x.write_eof  -> ok None
x.eof        -> ok True
