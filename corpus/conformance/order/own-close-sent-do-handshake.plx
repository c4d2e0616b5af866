# do_handshake after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.do_handshake

object a client tls=1.2
peer p server
pump a p
a.unwrap       -> SSLWantReadError
a.do_handshake -> ok None
a.do_handshake -> ok None

object b client tls=1.3
peer q server
pump b q
b.unwrap       -> SSLWantReadError
b.do_handshake -> ok None
b.do_handshake -> ok None

object c server tls=1.2
peer r client
pump c r
c.unwrap       -> SSLWantReadError
c.do_handshake -> ok None
c.do_handshake -> ok None

object d server tls=1.3
peer s client
pump d s
d.unwrap       -> SSLWantReadError
d.do_handshake -> ok None
d.do_handshake -> ok None
