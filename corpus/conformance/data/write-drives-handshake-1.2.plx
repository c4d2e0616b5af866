# A write before the handshake drives it, and then writes.
# cite: Python docs, ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-003 MUST
# sentence: python-ssl.SSLSocket.write-001 MUST

object a server tls=1.2
peer p client
a.write b"early" -> SSLWantReadError
p.do_handshake
move p a
a.write b"early" -> SSLWantReadError
move a p
p.do_handshake
move p a
a.write b"early" -> ok 5
move a p
p.do_handshake
p.read 100       -> ok b"early"
