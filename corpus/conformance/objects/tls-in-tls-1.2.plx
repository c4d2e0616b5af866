# A connection inside another: what the inner one sends is data of the outer.
# cite: urllib3, TLS in TLS

object a client tls=1.2
peer p server
pump a p                             -> ok None
bio x
object b client tls=1.2 in=x
b.do_handshake                       -> SSLWantReadError
let h = b.out
h.pending                            -> ok
a.write b"inner hello stands for it" -> ok 25
move a p
p.read 100                           -> ok b"inner hello stands for it"
b.read 10                            -> SSLWantReadError
a.read 10                            -> SSLWantReadError
