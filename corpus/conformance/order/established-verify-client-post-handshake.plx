# verify_client_post_handshake of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.2
peer p server
pump a p
a.verify_client_post_handshake -> SSLError

object b client tls=1.3
peer q server
pump b q
b.verify_client_post_handshake -> SSLError

object c server tls=1.2
peer r client
pump c r
c.verify_client_post_handshake -> SSLError

object d server tls=1.3
peer s client
pump d s
d.verify_client_post_handshake -> SSLError
