# The list of TLS 1.2 suites does not touch the suites of TLS 1.3.
# cite: Python docs, ssl.SSLContext.set_ciphers: TLS 1.3 cipher suites cannot be disabled

object a client ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"
peer p server ciphers="ECDHE-RSA-AES256-GCM-SHA384"
pump a p  -> ok None
a.version -> ok "TLSv1.3"
