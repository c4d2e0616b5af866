# Growing past several doublings and shrinking again keeps what is inside.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.read-002 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"start"         -> ok 5
x.write fill(49, 100)    -> ok 100
x.write fill(50, 10000)  -> ok 10000
x.read 5                 -> ok b"start"
x.read 100               -> ok fill(49, 100)
x.write fill(51, 100000) -> ok 100000
x.read 10000             -> ok fill(50, 10000)
x.read 99999             -> ok fill(51, 99999)
x.write b"end"           -> ok 3
x.read                   -> ok b"3end"
