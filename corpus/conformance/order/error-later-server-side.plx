# server_side after a record that does not decrypt, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_side
# sentence: python-ssl.SSLSocket.server_side-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"spoilt"
move p a flip=-1
a.read 100    -> SSLError
a.server_side -> ok False

object b client tls=1.3
peer q server
pump b q
q.write b"spoilt"
move q b flip=-1
b.read 100    -> SSLError
b.server_side -> ok False

object c server tls=1.2
peer r client
pump c r
r.write b"spoilt"
move r c flip=-1
c.read 100    -> SSLError
c.server_side -> ok True

object d server tls=1.3
peer s client
pump d s
s.write b"spoilt"
move s d flip=-1
d.read 100    -> SSLError
d.server_side -> ok True
