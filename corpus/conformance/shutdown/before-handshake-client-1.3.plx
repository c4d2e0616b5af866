# unwrap before the handshake is an error, and the handshake can go on.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: OpenSSL, SSL_shutdown: SHUTDOWN_WHILE_IN_INIT
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.3
peer p server
a.unwrap  -> SSLError
a.unwrap  -> SSLError
a.version -> ok None
pump a p  -> ok None
a.version -> ok "TLSv1.3"
