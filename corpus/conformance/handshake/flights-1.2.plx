# TLS 1.2 takes two flights each way; the server has the last word.
# cite: RFC 5246 section 7.3, figure 1

object a client tls=1.2
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> SSLWantReadError
a.version      -> ok None
move a p
p.do_handshake -> ok None
move p a
a.do_handshake -> ok None
a.version      -> ok "TLSv1.2"
