# Buffers of the sizes around a TLS record pass whole.
# cite: Python docs, ssl.MemoryBIO
# cite: RFC 8446 section 5.1 (2^14 octets)
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.MemoryBIO.read-001 MUST
# sentence: python-ssl.MemoryBIO.write-003 MUST

bio x
x.write fill(65, 16383) -> ok 16383
x.read                  -> ok fill(65, 16383)
x.write fill(66, 16384) -> ok 16384
x.read                  -> ok fill(66, 16384)
x.write fill(67, 16385) -> ok 16385
x.read 16385            -> ok fill(67, 16385)
x.pending               -> ok 0
