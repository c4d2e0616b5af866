# Pieces of any size come out in order.
# cite: Python docs, ssl.MemoryBIO

bio x
x.write b"abcdefghij" -> ok 10
x.read 1              -> ok b"a"
x.read 2              -> ok b"bc"
x.read 3              -> ok b"def"
x.read 4              -> ok b"ghij"
x.read 5              -> ok b""
