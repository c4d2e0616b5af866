# NUL octets count and are kept.
# cite: Python docs, ssl.MemoryBIO

bio x
x.write b"\x00"          -> ok 1
x.write b"\x00\x00a\x00" -> ok 4
x.pending                -> ok 5
x.read 3                 -> ok b"\x00\x00\x00"
x.read                   -> ok b"a\x00"
