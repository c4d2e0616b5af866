# getpeercert in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.getpeercert
# sentence: python-ssl.SSLSocket.getpeercert-002 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.getpeercert -> ValueError

object b client tls=1.3
peer q server
b.do_handshake
b.getpeercert -> ValueError

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.getpeercert -> ValueError

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.getpeercert -> ValueError
