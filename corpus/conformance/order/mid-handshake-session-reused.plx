# session_reused in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.session_reused

object a client tls=1.2
peer p server
a.do_handshake
a.session_reused -> ok False

object b client tls=1.3
peer q server
b.do_handshake
b.session_reused -> ok False

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.session_reused -> ok False

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.session_reused -> ok False
