# do_handshake after completion returns None each time and sends nothing.
# cite: Python docs, ssl.SSLSocket.do_handshake
# sentence: python-ssl.SSLSocket.do_handshake-001 MUST

object a client
peer p server
pump a p       -> ok None
move a p
a.do_handshake -> ok None
a.do_handshake -> ok None
a.out.pending  -> ok 0
a.write b"x"   -> ok 1
a.do_handshake -> ok None
