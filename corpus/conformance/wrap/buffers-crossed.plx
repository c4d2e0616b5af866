# Two objects joined by two buffers, each one's out the other's in, need no carrying.
# cite: Python docs, ssl.SSLContext.wrap_bio
# sentence: python-ssl.SSLObject-002 MUST

bio x
bio y
object a client in=x out=y
object b server in=y out=x
a.do_handshake  -> SSLWantReadError
b.do_handshake  -> SSLWantReadError
a.do_handshake  -> ok None
b.do_handshake  -> ok None
a.write b"ping" -> ok 4
b.read 100      -> ok b"ping"
b.write b"pong" -> ok 4
a.read 100      -> ok b"pong"
a.version       -> ok "TLSv1.3"
b.version       -> ok "TLSv1.3"
