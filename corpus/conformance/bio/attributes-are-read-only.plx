# pending and eof cannot be set, and trying changes nothing.
# cite: Python docs, ssl.MemoryBIO.pending, ssl.MemoryBIO.eof
# cite: CPython Modules/_ssl.c, memory_bio_getsetlist: getters without setters
# sentence: python-ssl.MemoryBIO.pending-001 MUST

bio x
x.write b"ab" -> ok 2
x.pending = 0 -> AttributeError
x.eof = True  -> AttributeError
x.pending     -> ok 2
x.eof         -> ok False
