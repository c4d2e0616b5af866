# OP_IGNORE_UNEXPECTED_EOF and a stream that ends within a record.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: OpenSSL, SSL_OP_IGNORE_UNEXPECTED_EOF

object a server tls=1.3 options=2186412240
peer p client
pump a p -> ok None
p.write b"cut short"
move p a hold=1
a.in.write_eof
a.read 100
a.read 100
a.write b"x"
