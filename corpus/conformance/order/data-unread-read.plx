# read while data of the peer is unread, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"unread"
move p a
a.read 100 -> ok b"unread"
a.read 100 -> SSLWantReadError

object b client tls=1.3
peer q server
pump b q
q.write b"unread"
move q b
b.read 100 -> ok b"unread"
b.read 100 -> SSLWantReadError

object c server tls=1.2
peer r client
pump c r
r.write b"unread"
move r c
c.read 100 -> ok b"unread"
c.read 100 -> SSLWantReadError

object d server tls=1.3
peer s client
pump d s
s.write b"unread"
move s d
d.read 100 -> ok b"unread"
d.read 100 -> SSLWantReadError
