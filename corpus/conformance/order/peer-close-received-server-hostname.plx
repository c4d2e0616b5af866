# server_hostname after the peer's close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_hostname
# sentence: python-ssl.SSLSocket.server_hostname-001 MUST

object a client tls=1.2
peer p server
pump a p
p.unwrap
move p a
a.read 100        -> ok b""
a.server_hostname -> ok "localhost"

object b client tls=1.3
peer q server
pump b q
q.unwrap
move q b
b.read 100        -> ok b""
b.server_hostname -> ok "localhost"

object c server tls=1.2
peer r client
pump c r
r.unwrap
move r c
c.read 100        -> ok b""
c.server_hostname -> ok None

object d server tls=1.3
peer s client
pump d s
s.unwrap
move s d
d.read 100        -> ok b""
d.server_hostname -> ok None
