# OP_IGNORE_UNEXPECTED_EOF makes an end of stream look like a close_notify.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: OpenSSL, SSL_CTX_set_options: SSL_OP_IGNORE_UNEXPECTED_EOF, 0x80

object a client tls=1.2 options=2186412240
peer p server
pump a p     -> ok None
a.in.write_eof
a.read 100   -> ok b""
a.read 100   -> ok b""
a.write b"x" -> ok 1
a.unwrap     -> ok None
