# A handshake takes all of its peer's flight out of the incoming buffer.
# cite: Python docs, ssl.MemoryBIO.pending
# sentence: python-ssl.MemoryBIO.pending-001 MUST
# sentence: python-ssl.SSLObject-001 MUST

object a server tls=1.3
peer p client tls=1.3
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> SSLWantReadError
a.in.pending   -> ok 0
a.in.eof       -> ok False
a.do_handshake -> SSLWantReadError
a.in.pending   -> ok 0
