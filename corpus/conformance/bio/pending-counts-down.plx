# pending falls by what is read and rises by what is written.
# cite: Python docs, ssl.MemoryBIO.pending
# sentence: python-ssl.MemoryBIO.pending-001 MUST

bio x
x.pending        -> ok 0
x.write b"12345" -> ok 5
x.pending        -> ok 5
x.read 2         -> ok b"12"
x.pending        -> ok 3
x.write b"67"    -> ok 2
x.pending        -> ok 5
x.read 0         -> ok b""
x.pending        -> ok 5
x.read 100       -> ok b"34567"
x.pending        -> ok 0
