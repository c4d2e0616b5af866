# write returns the number of octets taken, which is all of them.
# cite: Python docs, ssl.MemoryBIO

bio x
x.write b"a"     -> ok 1
x.write b"bcdef" -> ok 5
x.pending        -> ok 6
