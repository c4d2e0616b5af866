# verify_client_post_handshake while data of the peer is unread, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"unread"
move p a
a.verify_client_post_handshake -> SSLError

object b client tls=1.3
peer q server
pump b q
q.write b"unread"
move q b
b.verify_client_post_handshake -> SSLError

object c server tls=1.2
peer r client
pump c r
r.write b"unread"
move r c
c.verify_client_post_handshake -> SSLError

object d server tls=1.3
peer s client
pump d s
s.write b"unread"
move s d
d.verify_client_post_handshake -> SSLError
