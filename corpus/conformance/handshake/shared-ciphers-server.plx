# A server lists the suites that it and its client have in common.
# cite: Python docs, ssl.SSLSocket.shared_ciphers
# sentence: python-ssl.SSLSocket.shared_ciphers-001 MUST

object a server tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"
peer p client tls=1.2
a.shared_ciphers -> ok None | ok  # its own list up to 3.9 and on 3.11.2, here and below
pump a p         -> ok None
a.shared_ciphers -> ok [("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128)] | ok
