# Nobody can be asked before the handshake.
# cite: RFC 8446 section 4.6.2
# cite: Python docs, ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a server tls=1.3 verify=required ca=root post_handshake_auth=True
a.verify_client_post_handshake -> SSLError
