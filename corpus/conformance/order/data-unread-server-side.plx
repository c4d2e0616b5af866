# server_side while data of the peer is unread, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_side
# sentence: python-ssl.SSLSocket.server_side-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"unread"
move p a
a.server_side -> ok False

object b client tls=1.3
peer q server
pump b q
q.write b"unread"
move q b
b.server_side -> ok False

object c server tls=1.2
peer r client
pump c r
r.write b"unread"
move r c
c.server_side -> ok True

object d server tls=1.3
peer s client
pump d s
s.write b"unread"
move s d
d.server_side -> ok True
