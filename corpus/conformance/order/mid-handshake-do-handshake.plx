# do_handshake in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.do_handshake

object a client tls=1.2
peer p server
a.do_handshake
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError

object b client tls=1.3
peer q server
b.do_handshake
b.do_handshake -> SSLWantReadError
b.do_handshake -> SSLWantReadError

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.do_handshake -> SSLWantReadError
c.do_handshake -> SSLWantReadError

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.do_handshake -> SSLWantReadError
d.do_handshake -> SSLWantReadError
