# verify_client_post_handshake before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.2
peer p server
a.verify_client_post_handshake -> SSLError

object b client tls=1.3
peer q server
b.verify_client_post_handshake -> SSLError

object c server tls=1.2
peer r client
c.verify_client_post_handshake -> SSLError

object d server tls=1.3
peer s client
d.verify_client_post_handshake -> SSLError
