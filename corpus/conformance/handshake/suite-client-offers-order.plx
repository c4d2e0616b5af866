# A server without that preference takes the client's first.
# cite: Python docs, ssl.OP_CIPHER_SERVER_PREFERENCE

object a client tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"
peer p server options=2182217808
pump a p -> ok None
a.cipher -> ok ("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128)
