# shared_ciphers after the peer's close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.shared_ciphers
# sentence: python-ssl.SSLSocket.shared_ciphers-001 MUST

object a client tls=1.2
peer p server
pump a p
p.unwrap
move p a
a.read 100       -> ok b""
a.shared_ciphers -> ok

object b client tls=1.3
peer q server
pump b q
q.unwrap
move q b
b.read 100       -> ok b""
b.shared_ciphers -> ok

object c server tls=1.2
peer r client
pump c r
r.unwrap
move r c
c.read 100       -> ok b""
c.shared_ciphers -> ok

object d server tls=1.3
peer s client
pump d s
s.unwrap
move s d
d.read 100       -> ok b""
d.shared_ciphers -> ok
