# Under TLS 1.3 a client without the required certificate is done before it learns of it.
# cite: RFC 8446 section 4.4.2; appendix E.1.2

object a client tls=1.3
peer p server verify=required ca=root
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> ok None
a.version      -> ok "TLSv1.3"
move a p
p.do_handshake -> SSLError
move p a
a.read 10      -> SSLError
a.version      -> ok None
