# A context does not take a certificate with the key of another.
# cite: Python docs, ssl.SSLContext.load_cert_chain

context s server cert=mismatched-key -> SSLError
