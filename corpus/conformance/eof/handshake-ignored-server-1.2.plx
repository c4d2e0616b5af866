# OP_IGNORE_UNEXPECTED_EOF and a handshake cut short.
# cite: OpenSSL, SSL_OP_IGNORE_UNEXPECTED_EOF

object a server tls=1.2 options=2186412240
peer p client
a.do_handshake -> SSLWantReadError
p.do_handshake
move p a hold=1
a.in.write_eof
a.do_handshake
a.do_handshake -> SSLZeroReturnError
a.version      -> ok None
