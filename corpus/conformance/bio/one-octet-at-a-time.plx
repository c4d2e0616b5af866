# An octet in, an octet out, many times; then many in, many out.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write b"a" -> ok 1
x.read 1     -> ok b"a"
x.write b"b" -> ok 1
x.read 1     -> ok b"b"
x.write b"c" -> ok 1
x.read 1     -> ok b"c"
x.write b"d" -> ok 1
x.read 1     -> ok b"d"
x.write b"e" -> ok 1
x.write b"f" -> ok 1
x.write b"g" -> ok 1
x.write b"h" -> ok 1
x.read 1     -> ok b"e"
x.read 1     -> ok b"f"
x.read 1     -> ok b"g"
x.read 1     -> ok b"h"
x.pending    -> ok 0
