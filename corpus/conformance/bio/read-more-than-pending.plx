# A size beyond what is pending gives what there is; it does not wait or fail.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"abc"    -> ok 3
x.read 4          -> ok b"abc"
x.write b"abc"    -> ok 3
x.read 65536      -> ok b"abc"
x.write b"abc"    -> ok 3
x.read 2147483647 -> ok b"abc"
