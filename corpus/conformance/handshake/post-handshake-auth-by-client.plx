# A client cannot ask.
# cite: RFC 8446 section 4.6.2
# cite: Python docs, ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a client tls=1.3 post_handshake_auth=True
peer p server tls=1.3
pump a p                       -> ok None
a.verify_client_post_handshake -> SSLError
