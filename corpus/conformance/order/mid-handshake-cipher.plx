# cipher in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.cipher
# sentence: python-ssl.SSLSocket.cipher-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.cipher -> ok

object b client tls=1.3
peer q server
b.do_handshake
b.cipher -> ok

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.cipher -> ok

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.cipher -> ok
