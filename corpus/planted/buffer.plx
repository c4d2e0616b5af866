# Every rule about a MemoryBIO, put to the test.
# cite: Python documentation, ssl.MemoryBIO

bio x
x.write b"0123456789"  -> ok 10
x.read 3               -> ok b"012"
x.read 4               -> ok b"3456"
x.read                 -> ok b"789"
x.write fill(65, 1500) -> ok 1500
x.pending              -> ok 1500
x.read                 -> ok fill(65, 1500)
x.write b"end"         -> ok 3
x.write_eof            -> ok None
x.read 2               -> ok b"en"
x.eof                  -> ok False
x.read                 -> ok b"d"
x.eof                  -> ok True
x.read                 -> ok b""
x.eof                  -> ok True
x.write b"more"        -> SSLError
