# TLS 1.3 takes one flight from the client, one from the server, and the client's Finished.
# cite: RFC 8446 section 2, figure 1

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> ok None
a.version      -> ok "TLSv1.3"
p.version      -> ok None
move a p
p.do_handshake -> ok None
p.version      -> ok "TLSv1.3"
