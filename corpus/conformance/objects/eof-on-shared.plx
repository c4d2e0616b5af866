# The end declared on a shared buffer ends both objects.
# cite: Python docs, ssl.MemoryBIO.write_eof

bio x
object a client in=x
object b client in=x
x.write_eof
a.do_handshake -> SSLError | SSLEOFError
b.do_handshake -> SSLError | SSLEOFError
