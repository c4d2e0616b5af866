# cipher after close_notify both ways, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.cipher
# sentence: python-ssl.SSLSocket.cipher-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap -> SSLWantReadError
move a p
p.unwrap
move p a
a.unwrap -> ok None
a.cipher -> ok

object b client tls=1.3
peer q server
pump b q
b.unwrap -> SSLWantReadError
move b q
q.unwrap
move q b
b.unwrap -> ok None
b.cipher -> ok

object c server tls=1.2
peer r client
pump c r
c.unwrap -> SSLWantReadError
move c r
r.unwrap
move r c
c.unwrap -> ok None
c.cipher -> ok

object d server tls=1.3
peer s client
pump d s
d.unwrap -> SSLWantReadError
move d s
s.unwrap
move s d
d.unwrap -> ok None
d.cipher -> ok
