# Sizes that grow and shrink around the border of a record.
# cite: RFC 8446 section 5.1

object a client tls=1.3
peer p server
pump a p     -> ok None
p.write fill(65, 1)
move p a
a.read 20000 -> ok b"A"
p.write fill(66, 15)
move p a
a.read 20000 -> ok b"BBBBBBBBBBBBBBB"
p.write fill(67, 16)
move p a
a.read 20000 -> ok b"CCCCCCCCCCCCCCCC"
p.write fill(68, 255)
move p a
a.read 20000 -> ok fill(68, 255)
p.write fill(69, 256)
move p a
a.read 20000 -> ok fill(69, 256)
p.write fill(70, 1023)
move p a
a.read 20000 -> ok fill(70, 1023)
p.write fill(71, 1024)
move p a
a.read 20000 -> ok fill(71, 1024)
p.write fill(72, 1025)
move p a
a.read 20000 -> ok fill(72, 1025)
p.write fill(73, 4095)
move p a
a.read 20000 -> ok fill(73, 4095)
p.write fill(74, 4096)
move p a
a.read 20000 -> ok
p.write fill(75, 16383)
move p a
a.read 20000 -> ok
p.write fill(76, 16384)
move p a
a.read 20000 -> ok
p.write fill(77, 1)
move p a
a.read 20000 -> ok b"M"
a.read 1     -> SSLWantReadError
