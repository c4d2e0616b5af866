# The same, seen by a TLS 1.2 server: it is done before the client is.
# cite: RFC 5246 section 7.3, figure 1

object a server tls=1.2
peer p client
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> ok None
a.version      -> ok "TLSv1.2"
p.version      -> ok None
move a p
p.do_handshake -> ok None
