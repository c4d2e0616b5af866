# verify_client_post_handshake after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap                       -> SSLWantReadError
a.verify_client_post_handshake -> SSLError

object b client tls=1.3
peer q server
pump b q
b.unwrap                       -> SSLWantReadError
b.verify_client_post_handshake -> SSLError

object c server tls=1.2
peer r client
pump c r
c.unwrap                       -> SSLWantReadError
c.verify_client_post_handshake -> SSLError

object d server tls=1.3
peer s client
pump d s
d.unwrap                       -> SSLWantReadError
d.verify_client_post_handshake -> SSLError
