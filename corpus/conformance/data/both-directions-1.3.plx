# Words cross each other without harm.
# cite: RFC 8446 section 5.1

object a client tls=1.3
peer p server
pump a p         -> ok None
a.write b"ping"  -> ok 4
p.write b"pong"
move a p
move p a
a.read 100       -> ok b"pong"
p.read 100       -> ok b"ping"
a.write b"one"   -> ok 3
move a p
p.read 100       -> ok b"one"
p.write b"two"
a.write b"three" -> ok 5
move p a
move a p
p.read 100       -> ok b"three"
a.read 100       -> ok b"two"
