# server_hostname while data of the peer is unread, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_hostname
# sentence: python-ssl.SSLSocket.server_hostname-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"unread"
move p a
a.server_hostname -> ok "localhost"

object b client tls=1.3
peer q server
pump b q
q.write b"unread"
move q b
b.server_hostname -> ok "localhost"

object c server tls=1.2
peer r client
pump c r
r.write b"unread"
move r c
c.server_hostname -> ok None

object d server tls=1.3
peer s client
pump d s
s.write b"unread"
move s d
d.server_hostname -> ok None
