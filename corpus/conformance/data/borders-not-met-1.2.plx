# Records joined in one delivery, cut at every place but their borders.
# cite: RFC 5246 section 6.2.1

object a client tls=1.2
peer p server
pump a p   -> ok None
p.write b"one"
p.write b"two"
p.write b"three"
move p a split=7
a.read 100 -> ok b"one"
a.read 100 -> ok b"two"
a.read 100 -> ok b"three"
