# write while data of the peer is unread, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"unread"
move p a
a.write b"word" -> ok 4
a.write b"word" -> ok 4

object b client tls=1.3
peer q server
pump b q
q.write b"unread"
move q b
b.write b"word" -> ok 4
b.write b"word" -> ok 4

object c server tls=1.2
peer r client
pump c r
r.write b"unread"
move r c
c.write b"word" -> ok 4
c.write b"word" -> ok 4

object d server tls=1.3
peer s client
pump d s
s.write b"unread"
move s d
d.write b"word" -> ok 4
d.write b"word" -> ok 4
