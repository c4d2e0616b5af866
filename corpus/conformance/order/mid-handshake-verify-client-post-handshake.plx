# verify_client_post_handshake in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.verify_client_post_handshake -> SSLError

object b client tls=1.3
peer q server
b.do_handshake
b.verify_client_post_handshake -> SSLError

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.verify_client_post_handshake -> SSLError

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.verify_client_post_handshake -> SSLError
