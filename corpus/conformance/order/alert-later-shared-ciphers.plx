# shared_ciphers after a fatal alert on an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.shared_ciphers
# sentence: python-ssl.SSLSocket.shared_ciphers-001 MUST

object a client tls=1.2
peer p server
pump a p
a.write b"spoilt"
move a p flip=-1
p.read 100
move p a
a.read 100       -> SSLError
a.shared_ciphers -> ok

object b client tls=1.3
peer q server
pump b q
b.write b"spoilt"
move b q flip=-1
q.read 100
move q b
b.read 100       -> SSLError
b.shared_ciphers -> ok

object c server tls=1.2
peer r client
pump c r
c.write b"spoilt"
move c r flip=-1
r.read 100
move r c
c.read 100       -> SSLError
c.shared_ciphers -> ok

object d server tls=1.3
peer s client
pump d s
d.write b"spoilt"
move d s flip=-1
s.read 100
move s d
d.read 100       -> SSLError
d.shared_ciphers -> ok
