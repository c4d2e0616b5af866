# Under TLS 1.2 there is no such thing.
# cite: RFC 8446 section 4.6.2
# cite: Python docs, ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a server tls=1.2 verify=optional ca=root post_handshake_auth=True
peer p client tls=1.2 cert=client post_handshake_auth=True
pump a p                       -> ok None
a.verify_client_post_handshake -> SSLError
