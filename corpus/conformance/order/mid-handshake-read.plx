# read in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-003 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.read 100 -> SSLWantReadError
a.read 100 -> SSLWantReadError

object b client tls=1.3
peer q server
b.do_handshake
b.read 100 -> SSLWantReadError
b.read 100 -> SSLWantReadError

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.read 100 -> SSLWantReadError
c.read 100 -> SSLWantReadError

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.read 100 -> SSLWantReadError
d.read 100 -> SSLWantReadError
