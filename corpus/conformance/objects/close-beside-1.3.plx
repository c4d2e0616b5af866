# One is closed both ways; the other goes on.
# cite: What happens to one object never shows in another

object a client tls=1.3
peer p server
pump a p     -> ok None
object b client tls=1.3
peer q server
pump b q     -> ok None
b.unwrap
move b q
q.unwrap
move q b
b.unwrap     -> ok None
a.read 100   -> SSLWantReadError
a.write b"x" -> ok 1
a.unwrap     -> SSLWantReadError
b.read 100   -> SSLZeroReturnError
