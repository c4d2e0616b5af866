# pending in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.pending
# sentence: python-ssl.SSLSocket.pending-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.pending -> ok 0

object b client tls=1.3
peer q server
b.do_handshake
b.pending -> ok 0

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.pending -> ok 0

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.pending -> ok 0
