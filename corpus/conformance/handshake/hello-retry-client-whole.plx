# A client's handshake through HelloRetryRequest ends well.
# cite: RFC 8446 section 4.1.4

object a client tls=1.3
peer p server tls=1.3 curve=secp384r1
pump a p     -> ok None
a.version    -> ok "TLSv1.3"
a.write b"x" -> ok 1
move a p
p.read 1     -> ok b"x"
