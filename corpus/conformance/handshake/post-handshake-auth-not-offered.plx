# A client that did not offer it cannot be asked.
# cite: RFC 8446 section 4.6.2
# cite: Python docs, ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-001 MUST

object a server tls=1.3 verify=required ca=root post_handshake_auth=True
peer p client tls=1.3 cert=client
pump a p                       -> ok None | SSLError
a.verify_client_post_handshake -> SSLError
