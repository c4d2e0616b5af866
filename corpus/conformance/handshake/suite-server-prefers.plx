# OP_CIPHER_SERVER_PREFERENCE: of the suites that both have, the server's first is taken.
# cite: Python docs, ssl.OP_CIPHER_SERVER_PREFERENCE

object a server tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"
peer p client ciphers="ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256"
pump a p -> ok None
a.cipher -> ok ("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128)
