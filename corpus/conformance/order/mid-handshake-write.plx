# write in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-003 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.write b"word" -> SSLWantReadError
a.write b"word" -> SSLWantReadError

object b client tls=1.3
peer q server
b.do_handshake
b.write b"word" -> SSLWantReadError
b.write b"word" -> SSLWantReadError

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.write b"word" -> SSLWantReadError
c.write b"word" -> SSLWantReadError

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.write b"word" -> SSLWantReadError
d.write b"word" -> SSLWantReadError
