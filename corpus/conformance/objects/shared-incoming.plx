# Two clients on one incoming buffer: what one takes the other does not get.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST

bio x
object a client in=x
object b client in=x
a.do_handshake -> SSLWantReadError
b.do_handshake -> SSLWantReadError
x.write b"\x15\x03\x03\x00\x02\x02("
a.do_handshake -> SSLError
x.pending      -> ok 0
b.do_handshake -> SSLWantReadError
