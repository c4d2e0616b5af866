# One object fails; the one beside it does not notice.
# cite: What happens to one object never shows in another

object a client tls=1.3
peer p server
pump a p            -> ok None
object b client tls=1.3
peer q server
pump b q            -> ok None
q.write b"spoilt"
move q b flip=-1
b.read 100          -> SSLError
p.write b"fine"
move p a
a.read 100          -> ok b"fine"
a.write b"fine too" -> ok 8
a.version           -> ok "TLSv1.3"
b.version           -> ok None
a.unwrap            -> SSLWantReadError
