# version in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.version
# sentence: python-ssl.SSLSocket.version-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.version -> ok None

object b client tls=1.3
peer q server
b.do_handshake
b.version -> ok None

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.version -> ok None

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.version -> ok None
