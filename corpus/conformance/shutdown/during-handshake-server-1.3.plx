# unwrap in the middle of the handshake is an error; the handshake goes on.
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a server tls=1.3
peer p client
a.do_handshake -> SSLWantReadError
p.do_handshake
move p a
a.do_handshake
a.unwrap       -> SSLError
pump a p       -> ok None
a.version      -> ok "TLSv1.3"
