# verify_client_post_handshake after the peer's close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.2
peer p server
pump a p
p.unwrap
move p a
a.read 100                     -> ok b""
a.verify_client_post_handshake -> SSLError

object b client tls=1.3
peer q server
pump b q
q.unwrap
move q b
b.read 100                     -> ok b""
b.verify_client_post_handshake -> SSLError

object c server tls=1.2
peer r client
pump c r
r.unwrap
move r c
c.read 100                     -> ok b""
c.verify_client_post_handshake -> SSLError

object d server tls=1.3
peer s client
pump d s
s.unwrap
move s d
d.read 100                     -> ok b""
d.verify_client_post_handshake -> SSLError
