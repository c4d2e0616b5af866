# A server of another curve asks again with HelloRetryRequest, and the handshake ends well.
# cite: RFC 8446 section 4.1.4

object a server tls=1.3 curve=secp384r1
peer p client tls=1.3
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> SSLWantReadError  # a second ClientHello
move p a
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> ok None
move p a
a.do_handshake -> ok None
a.version      -> ok "TLSv1.3"
