# No suite in common, seen by the server.
# cite: RFC 5246 section 7.4.1.3

object a server tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"
peer p client tls=1.2 ciphers="ECDHE-ECDSA-AES256-GCM-SHA384"
pump a p  -> SSLError
a.version -> ok None
