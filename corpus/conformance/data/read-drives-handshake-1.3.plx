# A read before the handshake drives it, to the end.
# cite: Python docs, ssl.SSLSocket.read: may drive the handshake
# sentence: python-ssl.SSLSocket.read-003 MUST
# sentence: python-ssl.SSLSocket.read-001 MUST

object a client tls=1.3
peer p server
a.read 100 -> SSLWantReadError
move a p
p.do_handshake
move p a
a.read 100 -> SSLWantReadError
move a p
p.do_handshake
move p a
a.read 100 -> SSLWantReadError
a.version  -> ok "TLSv1.3"
p.write b"in the end"
move p a
a.read 100 -> ok b"in the end"
