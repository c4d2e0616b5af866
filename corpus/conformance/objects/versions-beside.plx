# TLS 1.2 and TLS 1.3 beside each other.
# cite: What happens to one object never shows in another

object a client tls=1.2
object b client tls=1.3
peer p server
peer q server
pump a p         -> ok None
pump b q         -> ok None
a.version        -> ok "TLSv1.2"
b.version        -> ok "TLSv1.3"
a.write b"two"   -> ok 3
b.write b"three" -> ok 5
move a p
move b q
p.read 10        -> ok b"two"
q.read 10        -> ok b"three"
