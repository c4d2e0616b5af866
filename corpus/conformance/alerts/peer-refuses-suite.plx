# The alert of a peer that shares no suite.
# cite: RFC 5246 section 7.2.2, handshake_failure

object a client tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"
peer p server cert=p256 ciphers="ECDHE-ECDSA-AES256-GCM-SHA384"
pump a p       -> SSLError
a.version      -> ok None
a.do_handshake -> SSLZeroReturnError
