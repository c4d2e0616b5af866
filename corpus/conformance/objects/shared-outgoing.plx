# Two clients on one outgoing buffer: both hellos are in it.
# cite: Python docs, ssl.MemoryBIO
# sentence: python-ssl.MemoryBIO.pending-001 MUST

bio x
object a client out=x
object b client out=x
a.do_handshake -> SSLWantReadError
b.do_handshake -> SSLWantReadError
x.pending      -> ok
x.read         -> ok
a.do_handshake -> SSLWantReadError
x.pending      -> ok 0
