# No suite in common, seen by the client: the server sends handshake_failure.
# cite: RFC 5246 section 7.2.2, handshake_failure

object a client tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"
peer p server tls=1.2 ciphers="ECDHE-ECDSA-AES256-GCM-SHA384"
pump a p      -> SSLError
a.version     -> ok None
a.getpeercert -> ValueError
