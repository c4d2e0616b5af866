# An RSA key of 1024 bits and a SHA-1 signature are not loaded at security level 2; others may.
# cite: OpenSSL, SSL_CTX_set_security_level

context s server cert=weak-rsa    -> SSLError | ok
context t server cert=sha1-signed -> SSLError | ok
