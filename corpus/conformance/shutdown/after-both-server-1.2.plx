# After both closes: read, write, handshake, unwrap once more.
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.2
peer p client
pump a p       -> ok None
a.unwrap
move a p
p.unwrap
move p a
a.unwrap       -> ok None
a.read 100     -> SSLZeroReturnError
a.read 0       -> ok b""
a.write b"x"   -> SSLError
a.do_handshake -> ok None
a.unwrap       -> ok None
a.version      -> ok "TLSv1.2"
