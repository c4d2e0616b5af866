# do_handshake before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.do_handshake

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError

object b client tls=1.3
peer q server
b.do_handshake -> SSLWantReadError
b.do_handshake -> SSLWantReadError

object c server tls=1.2
peer r client
c.do_handshake -> SSLWantReadError
c.do_handshake -> SSLWantReadError

object d server tls=1.3
peer s client
d.do_handshake -> SSLWantReadError
d.do_handshake -> SSLWantReadError
